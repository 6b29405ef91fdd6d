import { excerpt } from '../stdio/excerpt.ts'
import { SparkUnavailable } from './unavailable.ts'

/** A release line of Apache Spark: the releases that share the first two numbers, such as 3.5. */
export interface SparkLine {
  /** The release of this line that the kit is tested with. */
  readonly tried: string
  readonly scala: '2.12' | '2.13'
  /** The family of releases that share one API, and a Maven profile of the driver. */
  readonly family: string
  /** The edition that this line is checked against by default. */
  readonly edition: string
  /** The newest Java that it runs on, if there is a limit: Hadoop before 3.4.2 uses an API that Java 23 removed. */
  readonly newestJava?: number
}

/** The release lines that have a driver, oldest first. */
export const sparkLines: Readonly<Record<string, SparkLine>> = {
  '2.4': { tried: '2.4.8', scala: '2.12', family: 'spark-2.4', edition: 'spark-2.4', newestJava: 22 },
  '3.0': { tried: '3.0.3', scala: '2.12', family: 'spark-3.0', edition: 'spark-3.0', newestJava: 22 },
  '3.1': { tried: '3.1.3', scala: '2.12', family: 'spark-3.0', edition: 'spark-3.1', newestJava: 22 },
  '3.2': { tried: '3.2.4', scala: '2.12', family: 'spark-3.2', edition: 'spark-3.2', newestJava: 22 },
  '3.3': { tried: '3.3.4', scala: '2.12', family: 'spark-3.3', edition: 'spark-3.3', newestJava: 22 },
  '3.4': { tried: '3.4.4', scala: '2.12', family: 'spark-3.3', edition: 'spark-3.4', newestJava: 22 },
  '3.5': { tried: '3.5.8', scala: '2.12', family: 'spark-3.3', edition: 'spark-3.5', newestJava: 22 },
  '4.0': { tried: '4.0.2', scala: '2.13', family: 'spark-4.0', edition: 'spark-4.0', newestJava: 22 },
  '4.1': { tried: '4.1.3', scala: '2.13', family: 'spark-4.1', edition: 'spark-4.1' },
  '4.2': { tried: '4.2.0', scala: '2.13', family: 'spark-4.1', edition: 'spark-4.2' },
}

/** The releases that the kit is tested with, oldest first. */
export const triedReleases: readonly string[] = Object.values(sparkLines).map(({ tried }) => tried)

/**
 * The release line of a version: `3.5` for 3.5.2, and for a vendor's 3.5.8-something.
 *
 * @throws SparkUnavailable if that line has no driver
 */
export function lineOf(version: string): SparkLine {
  // The version becomes the name of a folder, and goes to Maven.
  const [, name = ''] = /^(\d+\.\d+)\.\d[\w.+-]{0,60}$/.exec(version) ?? []
  const line = sparkLines[name]
  if (line !== undefined) return line
  throw new SparkUnavailable(
    'unknown-release',
    `Apache Spark ${excerpt(version, 100)}: there is no driver for this release (there is for ${triedReleases.join(', ')}, ` +
      'and other patch releases of these lines run untested).',
  )
}

/** The warning for a release that the kit is not tested with; empty for a tested one. */
export function untriedRelease(version: string, { tried, edition }: SparkLine): readonly string[] {
  if (version === tried) return []
  return [
    `Apache Spark ${version} is untested with this kit: it uses the driver of ${tried}, and is checked against edition ${edition}`,
  ]
}
