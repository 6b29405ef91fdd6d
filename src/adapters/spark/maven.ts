import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { guardMark } from '../stdio/guard.ts'
import { markedEnvironment, newMark } from '../stdio/kin.ts'
import { killFamily, watchOver } from '../stdio/live-children.ts'
import { compilerErrors } from './compiler-errors.ts'
import { SparkUnavailable } from './unavailable.ts'

/** A run of Maven. */
export interface MavenRun {
  readonly maven: string
  /** What has failed if it fails, such as "The Spark driver could not be built". */
  readonly purpose: string
  readonly args: readonly string[]
  readonly folder: string
  /** The file that receives all output. */
  readonly log: string
  readonly env: NodeJS.ProcessEnv
  onProgress(line: string): void
  readonly signal?: AbortSignal | undefined
}

/** For Maven and for the compiler, whose JVM Maven starts: optimizing their code for longer costs more than twice the processor time. */
const quick = '-XX:TieredStopAtLevel=1'

/**
 * Runs Maven. If it fails, rejects with the errors of the compiler or, without any, with the end of the log.
 * When aborted, Maven is killed with all that it has started.
 */
export async function runMaven(run: MavenRun): Promise<void> {
  run.signal?.throwIfAborted()
  const mark = newMark()
  guardMark(mark)
  const child = spawn(run.maven, run.args, {
    cwd: run.folder,
    env: markedEnvironment(
      { ...run.env, JAVA_TOOL_OPTIONS: [quick, run.env['JAVA_TOOL_OPTIONS']].join(' ').trim() },
      mark,
    ),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  })
  watchOver(child, mark)
  const log = createWriteStream(run.log)
  // If the log cannot be written (a full disk), the build goes on, and its errors are shown anyway.
  log.on('error', () => undefined)
  const last: string[] = []
  const errors: string[] = []
  const listen = (input: NodeJS.ReadableStream) =>
    createInterface({ input }).on('line', (line) => {
      log.write(`${line}\n`)
      const plain = withoutColours(line)
      if (plain.trim() !== '' && last.push(plain) > 25) last.shift()
      if (plain.startsWith('[ERROR]')) errors.push(plain)
      const told = progressOf(plain)
      if (told !== undefined) run.onProgress(told)
    })
  listen(child.stdout)
  listen(child.stderr)
  const abort = () => killFamily(child)
  run.signal?.addEventListener('abort', abort)
  try {
    const ended = await new Promise<string>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) =>
        resolve(code === null ? `was ended by ${signal}` : `failed with code ${code}`),
      )
    })
    run.signal?.throwIfAborted()
    if (child.exitCode !== 0) throw failed(run, `Maven ${ended}.`, { last, errors })
  } catch (error) {
    if (error instanceof SparkUnavailable || run.signal?.aborted) throw error
    throw failed(run, `${run.maven} cannot be run.`, { last, errors }, { cause: error })
  } finally {
    run.signal?.removeEventListener('abort', abort)
    if (!log.destroyed) await finished(log.end()).catch(() => undefined)
  }
}

/** The output of Maven: its last lines, and all lines of errors. */
interface Printed {
  readonly last: readonly string[]
  readonly errors: readonly string[]
}

function failed(run: MavenRun, what: string, { last, errors }: Printed, options?: ErrorOptions): SparkUnavailable {
  const compiler = compilerErrors(errors, run.folder)
  const [heading, shown] = compiler.length > 0 ? ['the compiler reports', compiler] : ['it ends with', last]
  const lines = shown.map((text) => text.replaceAll(/^/gm, '  ')).join('\n')
  const message = `${run.purpose}: ${what} The whole log is ${run.log}; ${heading}:\n${lines}`
  return new SparkUnavailable('build-failed', message, options)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with an escape character.
const withoutColours = (line: string): string => line.replaceAll(/\u001b\[[\d;]*m/g, '')

/** The progress that a line of Maven's output tells: a download, or the next plugin. */
export function progressOf(line: string): string | undefined {
  const fetched = /^(?:\[INFO\] )?Downloading from [^:]+: \S*\/([^/\s]+\.jar)$/.exec(line)?.[1]
  if (fetched !== undefined) return `downloading ${fetched}`
  const [, plugin, goal] = /^\[INFO\] --- ([\w-]+):[\w.-]+:([\w-]+) /.exec(line) ?? []
  return plugin === undefined || goal === undefined
    ? undefined
    : `maven: ${plugin.replace(/-?maven-?|-?plugin/g, '')} ${goal}`
}
