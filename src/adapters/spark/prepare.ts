import { dirname } from 'node:path'
import type { Environment } from '../environment.ts'
import { builtDriver } from './build.ts'
import { driverArguments, driverEnvironment } from './command-line.ts'
import { findSpark } from './find-spark.ts'
import { type Master, masterEnvironment } from './master.ts'
import { jarsOfPackages } from './packages-of-user.ts'
import { findJava } from './tools.ts'

/** How to start a program, without a shell. */
export interface CommandLine {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Environment
}

/** The Spark to run: a release of the project, or an installed one. */
export type SparkSource =
  | { readonly kind: 'release'; readonly version: string }
  | { readonly kind: 'installed'; readonly home: string }

/**
 * Returns the command that starts the driver for real Apache Spark. The driver is built if it is not in the cache,
 * which takes about half a minute and is reported to `onProgress`.
 *
 * Rejects with `SparkUnavailable` if something is missing, and with the signal's reason if aborted.
 */
export async function prepareSpark(
  source: SparkSource,
  options: {
    onProgress(line: string): void
    readonly signal?: AbortSignal
    /** Where tasks run; by default in the driver's JVM. */
    readonly master?: Master | undefined
    /** Jars of a user's sink. */
    readonly jars?: readonly string[] | undefined
    /** Packages of Maven that it needs. */
    readonly packages?: readonly string[] | undefined
    /** How often a task is tried; by default once. */
    readonly taskAttempts?: number | undefined
    /** The variables that locate Java, Maven and the cache; by default those of this process. */
    readonly env?: Environment
  },
): Promise<CommandLine> {
  const { env = process.env, signal, master = { kind: 'local' } } = options
  signal?.throwIfAborted()
  const found = await findSpark(source)
  for (const line of found.notices) options.onProgress(line)
  const java = await findJava(env, signal, found.line.newestJava)
  const onProgress = (line: string) => options.onProgress(line)
  const folder = await builtDriver({ ...found, family: found.line.family, env, onProgress, signal })
  const { packages = [], taskAttempts } = options
  const ofPackages = await jarsOfPackages({ packages, scala: found.line.scala, env, signal, onProgress })
  const classPath = [...(options.jars ?? []), ...ofPackages]
  const jars = found.jars?.folder
  const args = driverArguments({ folder, edition: found.line.edition, jars, master, classPath, taskAttempts })
  const home = jars === undefined ? folder : dirname(jars)
  return { command: java, args, env: { ...driverEnvironment(env), ...masterEnvironment(master, home) } }
}
