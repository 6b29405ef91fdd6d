import { dirname } from 'node:path'
import { type Build, builtDriver } from './build.ts'
import { driverArguments, driverEnvironment } from './command-line.ts'
import { findInstalled } from './installed.ts'
import { type Master, masterEnvironment } from './master.ts'
import { lineOf, type SparkLine, untriedRelease } from './releases.ts'
import { findJava } from './tools.ts'

/** How a program is started: without a shell. */
export interface CommandLine {
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

/** Where Spark is to come from: a release of the project, or a folder where one is installed. */
export type SparkSource =
  | { readonly kind: 'release'; readonly version: string }
  | { readonly kind: 'installed'; readonly home: string }

/**
 * The program that answers the driver protocol with real Apache Spark. It is built when this was not yet done, which
 * takes a minute and `onProgress` is told of; then it is found in the cache.
 *
 * Rejects with `SparkUnavailable` when something is missing, and with the signal's reason when aborted.
 */
export async function prepareSpark(
  source: SparkSource,
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
  const found = await find(source)
  for (const line of found.toSay) options.onProgress(line)
  const java = await findJava(env, signal, found.line.newestJava)
  const onProgress = (line: string) => options.onProgress(line)
  const folder = await builtDriver({ ...found, family: found.line.family, env, onProgress, signal })
  const jars = found.jars?.folder
  const args = driverArguments({ folder, edition: found.line.edition, jars, master })
  const home = jars === undefined ? folder : dirname(jars)
  return { command: java, args, env: { ...driverEnvironment(env), ...masterEnvironment(master, home) } }
}

interface Found extends Pick<Build, 'version' | 'jars'> {
  readonly line: SparkLine
  readonly toSay: readonly string[]
}

async function find(source: SparkSource): Promise<Found> {
  switch (source.kind) {
    case 'release': {
      const { version } = source
      const line = lineOf(version)
      return { version, line, jars: undefined, toSay: untriedRelease(version, line) }
    }
    case 'installed': {
      const { home, jars, version, line, scalaLibrary, identity } = await findInstalled(source.home)
      const found = `Apache Spark ${version} (Scala ${line.scala}) in ${home}`
      const toSay = [found, ...untriedRelease(version, line)]
      return { version, line, jars: { folder: jars, scalaLibrary, identity }, toSay }
    }
  }
}
