import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { packageRoot } from '../../package-root.ts'

/** How a `cwc run` in a process of its own has ended. */
export interface ChildEnded {
  readonly code: number | null
  /** The end of its standard error: the reason for which there is no report, if there is none. */
  readonly lastWords: string
}

/**
 * Runs `cwc` with these words in a process of its own, and keeps what it prints in a file. An abort has it end in good order, as
 * Ctrl-C does: what it has done is in its report.
 */
export async function runChild(
  words: readonly string[],
  { log, signal, onLine }: { readonly log: string; readonly signal: AbortSignal; onLine(line: string): void },
): Promise<ChildEnded> {
  const child = spawn(process.execPath, [join(packageRoot, 'bin/cwc.js'), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A Ctrl-C of the terminal goes to whole groups, and would come to it twice: once from there, once from here.
    detached: true,
  })
  const interrupt = () => child.kill('SIGINT')
  // The second signal ends it at once, with the driver that it has started.
  const abandon = () => child.kill('SIGTERM')
  signal.addEventListener('abort', interrupt)
  process.on('exit', abandon)

  const output = createWriteStream(log)
  const said: string[] = []
  const read = (stream: NodeJS.ReadableStream, onEach: (line: string) => void) =>
    createInterface({ input: stream }).on('line', (line) => {
      output.write(`${line}\n`)
      onEach(line)
      onLine(line)
    })
  read(child.stdout, () => undefined)
  read(child.stderr, (line) => said.push(line))
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    return { code, lastWords: reasonIn(said) }
  } finally {
    signal.removeEventListener('abort', interrupt)
    process.off('exit', abandon)
    output.end()
    await finished(output)
  }
}

/** The line that says why there is no run, or else the last one. */
function reasonIn(said: readonly string[]): string {
  const lines = said.filter((line) => line.trim() !== '' && !/^\d+\/\d+ /.test(line))
  const reason = lines.findLast((line) => /^(the implementation could not be run|error): /.test(line))
  return (reason ?? lines.at(-1) ?? 'it said nothing').replace(/^(the implementation could not be run|error): /, '')
}
