/** A release of Apache Spark that the driver can be built for. */
export interface SparkRelease {
  /** The family of releases with one API: a Maven profile, and a folder of sources, of the driver's. */
  readonly family: string
  /** The edition of the document that is expected of it. */
  readonly edition: string
}

/** The releases that were tried, by version. */
export const sparkReleases: Readonly<Record<string, SparkRelease>> = {
  '2.4.8': { family: 'spark-2.4', edition: 'spark-2.4' },
}
