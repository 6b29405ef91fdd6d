/**
 * Every known difference between lines of Spark and the page, or Spark 2.4 where the page is silent, by name.
 * What each contradicts, since when, and the evidence: `conformance/requirements/deviations.ts`.
 */
export type Deviation =
  | 'committed-log-line'
  | 'child-first'
  | 'start-log-line'
  | 'writer-closed'
  | 'no-writer-closed'
  | 'backlog-limit'
  | 'job-aborted-wording'
  | 'job-failure-bare'
  | 'own-errors-bare'

/** The deviations that a model is to follow; none of them is the page as written. */
export type Deviations = ReadonlySet<Deviation>
