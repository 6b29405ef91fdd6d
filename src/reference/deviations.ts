/**
 * Every known difference between the page and some line of Spark, by name.
 * What each contradicts, since when, and the evidence: `conformance/requirements/deviations.ts`.
 */
export type Deviation = 'committed-log-line'

/** The deviations that a model is to follow; none of them is the page as written. */
export type Deviations = ReadonlySet<Deviation>
