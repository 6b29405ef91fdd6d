import { builtDriver } from './build.ts'
import { driverArguments, driverEnvironment } from './command-line.ts'
import { type Master, masterEnvironment } from './master.ts'
import { lineOf, untriedRelease } from './releases.ts'
import { findJava } from './tools.ts'

/** How a program is started: without a shell. */
export interface CommandLine {
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

/**
 * The program that answers the driver protocol with real Apache Spark. It is built when this was not yet done, which
 * takes a minute and `onProgress` is told of; then it is found in the cache.
 *
 * Rejects with `SparkUnavailable` when something is missing, and with the signal's reason when aborted.
 */
export async function prepareSpark(
  version: string,
  options: {
    onProgress(line: string): void
    readonly signal?: AbortSignal
    /** Where tasks run; in the driver's own JVM unless given. */
    readonly master?: Master | undefined
    /** The variables by which Java, Maven and the cache are found; those of this process unless given. */
    readonly env?: NodeJS.ProcessEnv
  },
): Promise<CommandLine> {
  const { env = process.env, signal, master = { kind: 'local' } } = options
  signal?.throwIfAborted()
  const line = lineOf(version)
  const untried = untriedRelease(version, line)
  if (untried !== undefined) options.onProgress(untried)
  const java = await findJava(env, signal)
  const onProgress = (line: string) => options.onProgress(line)
  const folder = await builtDriver({ version, family: line.family, env, onProgress, signal })
  return {
    command: java,
    args: driverArguments(folder, line.edition, master),
    env: { ...driverEnvironment(env), ...masterEnvironment(master, folder) },
  }
}
