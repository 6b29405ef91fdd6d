import type { CaseReport, Diagnosis, FindingReport } from './report.ts'

/**
 * The cause of a failure, as far as one case shows it: the broken requirements, and the mismatch without its particulars. Failures
 * with equal causes are taken to have one fault. Another seed, partition or epoch gives the same cause.
 */
export interface Cause {
  /** Empty if the driver itself failed. */
  readonly requirements: readonly string[]
  readonly mismatch: string
}

/** The cause of a case that does not conform. It depends on nothing else of its run. */
export function causeOf({ diagnosis, verdict }: CaseReport): Cause {
  return diagnosis === undefined ? { requirements: [], mismatch: verdict } : cause(diagnosis)
}

/** The cause of a finding of generated cases. */
export function causeOfFinding({ diagnosis }: FindingReport): Cause {
  return cause(diagnosis)
}

/** A text that two causes share only if they are equal. */
export const causeKey = ({ requirements, mismatch }: Cause): string => JSON.stringify([requirements, mismatch])

const cause = ({ requirements, mismatch }: Diagnosis): Cause => ({ requirements, mismatch })
