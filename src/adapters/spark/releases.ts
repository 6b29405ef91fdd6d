import { SparkUnavailable } from './unavailable.ts'

/** A line of Apache Spark: the releases whose numbers differ only behind the second dot. */
export interface SparkLine {
  /** The release of this line that was tried. */
  readonly tried: string
  readonly scala: '2.12' | '2.13'
  /** The family of releases with one API: a Maven profile of the driver's. */
  readonly family: string
  /** The edition of the document that is expected of it. */
  readonly edition: string
  /** The newest Java that it runs on, where there is one: Hadoop before 3.4.2 asks for what is gone since. */
  readonly newestJava?: number
}

/** The lines that there is a driver for, oldest first. */
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

/** The releases that were tried, oldest first. */
export const triedReleases: readonly string[] = Object.values(sparkLines).map(({ tried }) => tried)

/**
 * The line that a release belongs to, by its version: `3.5` for 3.5.2, and for a vendor's 3.5.8-something.
 *
 * @throws SparkUnavailable if there is no driver for that line
 */
export function lineOf(version: string): SparkLine {
  const [, name = ''] = /^(\d+\.\d+)\.\d/.exec(version) ?? []
  const line = sparkLines[name]
  if (line !== undefined) return line
  throw new SparkUnavailable(
    'unknown-release',
    `Apache Spark ${version}: there is no driver for this release (there is for ${triedReleases.join(', ')}, ` +
      'and others of these lines can be tried).',
  )
}

/** What to say of a release that was not tried itself; nothing of one that was. */
export function untriedRelease(version: string, { tried, edition }: SparkLine): readonly string[] {
  if (version === tried) return []
  return [
    `Apache Spark ${version} has not been tried; it is driven as ${tried} is, and expected to be as edition ${edition} says`,
  ]
}
