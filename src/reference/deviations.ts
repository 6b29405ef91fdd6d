/**
 * The names of all known differences of a release line from the page or, where the page says nothing, from Spark 2.4.
 * `conformance/requirements/deviations.ts` has the requirement, the first release and the evidence of each.
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

/** The deviations that a model follows. The empty set is the page as written. */
export type Deviations = ReadonlySet<Deviation>
