import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** A program that a peer needs. */
export interface Tool {
  readonly command: string
  /** What to do if the tool is missing. */
  readonly install: string
}

/** A program that a peer needs is not on this machine; the message says how to get it. */
export class PeerMissing extends Error {
  override readonly name = 'PeerMissing'
}

interface Invocation {
  readonly folder: string
  /** Standard error goes to this process's own, as it comes. */
  readonly progress?: boolean
}

const exec = promisify(execFile)

/**
 * Runs the program to its end: its standard output, and the seconds from start to end.
 *
 * @throws PeerMissing if there is no such program
 * @throws Error with what the program has said, if it fails
 */
export async function runTool(
  { command, install }: Tool,
  args: readonly string[],
  { folder, progress = false }: Invocation,
): Promise<{ readonly output: string; readonly seconds: number }> {
  const began = process.hrtime.bigint()
  try {
    const running = exec(command, args, { cwd: folder, maxBuffer: 2 ** 26 })
    if (progress) running.child.stderr?.pipe(process.stderr, { end: false })
    const { stdout } = await running
    return { output: stdout, seconds: Number(process.hrtime.bigint() - began) / 1e9 }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    if (error.code === 'ENOENT') throw new PeerMissing(`${command} is not installed: ${install}`, { cause: error })
    const said = ['stdout', 'stderr'].map((stream) => Reflect.get(error, stream)).filter(Boolean)
    throw new Error([`${command}: it ended with ${error.code} (0 is wanted)`, ...said].join('\n'), { cause: error })
  }
}
