import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Environment } from '../environment.ts'
import { guardMark } from '../stdio/guard.ts'
import { markedEnvironment, newMark } from '../stdio/kin.ts'
import { killFamily, watchOver } from '../stdio/live-children.ts'
import { builtDriver } from './build.ts'
import { driverEnvironment, opened } from './command-line.ts'
import { findSpark } from './find-spark.ts'
import type { SparkSource } from './prepare.ts'
import { findJava } from './tools.ts'
import { SparkUnavailable } from './unavailable.ts'

/** A job for Spark: a class of the JVM program. */
export interface Job {
  readonly source: SparkSource
  /** As `spark-submit --master` takes it. */
  readonly master: string
  /** Settings of Spark, each as `key=value`. */
  readonly settings: readonly string[]
  readonly mainClass: string
  readonly args: readonly string[]
  /** A folder for what the JVM would leave behind if it were killed. */
  readonly scratch: string
  readonly env: Environment
  readonly signal?: AbortSignal | undefined
  onProgress(line: string): void
}

/** How a job has ended. */
export interface Submitted {
  /** Undefined if it was killed. */
  readonly code: number | undefined
  /** The last lines of its log. */
  readonly last: readonly string[]
}

/** The lines of the log that are kept. */
const mostLines = 40

/**
 * Submits a job in client mode, and waits for its end: by the `spark-submit` of an installed Spark, with its settings, else by the
 * same class of a release that Maven fetches. The JVM program is built if it is not in the cache.
 *
 * Rejects with `SparkUnavailable` if something is missing, and with the signal's reason if aborted.
 */
export async function submit(job: Job): Promise<Submitted> {
  const { source, env, signal, onProgress } = job
  signal?.throwIfAborted()
  const found = await findSpark(source)
  for (const line of found.notices) onProgress(line)
  const java = await findJava(env, signal, found.line.newestJava)
  const folder = await builtDriver({ ...found, family: found.line.family, env, onProgress, signal })
  const jar = join(folder, 'driver.jar')
  const script = source.kind === 'installed' ? join(source.home, 'bin', 'spark-submit') : ''
  const words = [
    ...['--master', job.master, '--deploy-mode', 'client', '--class', job.mainClass],
    // Nobody looks at the page of so short a job. A setting that is given wins.
    ...['spark.ui.enabled=false', ...job.settings].flatMap((setting) => ['--conf', setting]),
    jar,
    ...job.args,
  ]
  const isScript = existsSync(script)
  const jars = found.jars?.folder ?? join(folder, 'jars')
  const options = [
    '-Xmx1g',
    '-XX:-UsePerfData',
    // Its life is too short for the second compiler.
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-Dfile.encoding=UTF-8',
    `-Djava.io.tmpdir=${job.scratch}`,
    ...opened.map((part) => `--add-opens=${part}=ALL-UNNAMED`),
  ]
  const classPath = [jar, join(jars, '*')].join(delimiter)
  return run({
    command: isScript ? script : java,
    args: isScript ? words : [...options, '-cp', classPath, 'org.apache.spark.deploy.SparkSubmit', ...words],
    env: { ...(isScript ? withScratch(env, job.scratch) : driverEnvironment(env)), ...loopback(job.master) },
    signal,
    onProgress,
  })
}

/** `spark-submit` takes options of the JVM from this variable. */
function withScratch(env: Environment, scratch: string): Environment {
  return { ...env, SPARK_SUBMIT_OPTS: [env['SPARK_SUBMIT_OPTS'] ?? '', `-Djava.io.tmpdir=${scratch}`].join(' ').trim() }
}

/** What runs on this machine alone listens on loopback only. */
function loopback(master: string): Environment {
  return /^local\b|^spark:\/\/(?:localhost|127\.)/.test(master) ? { SPARK_LOCAL_IP: '127.0.0.1' } : {}
}

interface Run extends Pick<Job, 'env' | 'signal' | 'onProgress'> {
  readonly command: string
  readonly args: readonly string[]
}

async function run({ command, args, env, signal, onProgress }: Run): Promise<Submitted> {
  const mark = newMark()
  guardMark(mark)
  const child = spawn(command, args, {
    env: markedEnvironment(env, mark),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: process.platform !== 'win32',
  })
  // Whatever ends the kit ends the job, too.
  watchOver(child, mark)
  const abort = () => killFamily(child)
  signal?.addEventListener('abort', abort)
  const last: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.startsWith('cwc: ')) onProgress(line.slice(5))
    // Spark waits for ever, and without this nobody would know for what.
    else if (line.includes('Initial job has not accepted any resources')) onProgress(line)
    else if (line.trim() !== '' && last.push(line) > mostLines) last.shift()
  })
  try {
    const code = await new Promise<number | undefined>((resolve, reject) => {
      child.once('error', (cause) => reject(new SparkUnavailable('no-java', `${command} cannot be run.`, { cause })))
      child.once('close', (status) => resolve(status ?? undefined))
    })
    signal?.throwIfAborted()
    return { code, last }
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}
