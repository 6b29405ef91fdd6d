import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Environment } from '../environment.ts'
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
    ...job.settings.flatMap((setting) => ['--conf', setting]),
    jar,
    ...job.args,
  ]
  const isScript = existsSync(script)
  const jars = found.jars?.folder ?? join(folder, 'jars')
  const options = [
    '-Xmx1g',
    '-XX:-UsePerfData',
    '-Dfile.encoding=UTF-8',
    ...opened.map((part) => `--add-opens=${part}=ALL-UNNAMED`),
  ]
  const classPath = [jar, join(jars, '*')].join(delimiter)
  return run({
    command: isScript ? script : java,
    args: isScript ? words : [...options, '-cp', classPath, 'org.apache.spark.deploy.SparkSubmit', ...words],
    env: { ...(isScript ? env : driverEnvironment(env)), ...loopback(job.master) },
    signal,
    onProgress,
  })
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
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const abort = () => child.kill()
  signal?.addEventListener('abort', abort)
  const last: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.startsWith('cwc: ')) onProgress(line.slice(5))
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
