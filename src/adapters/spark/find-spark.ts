import type { Build } from './build.ts'
import { findInstalled } from './installed.ts'
import type { SparkSource } from './prepare.ts'
import { lineOf, type SparkLine, untriedRelease } from './releases.ts'

/** The Spark that was found for a source. */
export interface FoundSpark extends Pick<Build, 'version' | 'jars'> {
  readonly line: SparkLine
  readonly notices: readonly string[]
}

/** Finds the Spark of a source. @throws SparkUnavailable */
export async function findSpark(source: SparkSource): Promise<FoundSpark> {
  switch (source.kind) {
    case 'release': {
      const { version } = source
      const line = lineOf(version)
      return { version, line, jars: undefined, notices: untriedRelease(version, line) }
    }
    case 'installed': {
      const { home, jars, version, line, scalaLibrary, identity } = await findInstalled(source.home)
      const found = `Apache Spark ${version} (Scala ${line.scala}) in ${home}`
      const notices = [found, ...untriedRelease(version, line)]
      return { version, line, jars: { folder: jars, scalaLibrary, identity }, notices }
    }
  }
}
