import { describeDiff } from '../gherkin/describe-mismatch.ts'
import type { CaseReport, FindingReport } from './report.ts'
import { spokenOf } from './standing.ts'

/**
 * The cause of a failure, as far as a report shows it: the broken requirements, and the mismatch without its particulars. Failures
 * with equal causes are taken to have one fault. Numbers and quoted texts are left out of `mismatch`, so another seed, partition or
 * epoch gives the same cause.
 */
export interface Cause {
  /** Empty if the driver itself failed. */
  readonly requirements: readonly string[]
  readonly mismatch: string
}

/** The cause of a case that does not conform. */
export function causeOf(one: CaseReport): Cause {
  const requirements = one.violates === undefined && one.problem === undefined ? [] : spokenOf(one)
  return { requirements, mismatch: withoutParticulars(mismatchOf(one)) }
}

/** The cause of a finding of generated cases. */
export function causeOfFinding({ requirements, described }: FindingReport): Cause {
  return { requirements, mismatch: withoutParticulars(described) }
}

/** A text that two causes share only if they are equal. */
export const causeKey = ({ requirements, mismatch }: Cause): string => JSON.stringify([requirements, mismatch])

function mismatchOf({ problem, difference = [], deviation, reason = '', verdict }: CaseReport): readonly string[] {
  if (problem !== undefined) return [problem, ...describeDiff(difference).filter((line) => /^[-+]/.test(line))]
  if (deviation !== undefined) return [`${verdict}: ${deviation}`]
  return [`${verdict}: ${reason.split('\n', 1).join('')}`]
}

/** Numbers become `#`, quoted texts become `"…"`, and a line that stands there already is left out. */
function withoutParticulars(lines: readonly string[]): string {
  const bare = lines.map((line) => line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '"…"').replaceAll(/\d+/g, '#'))
  return [...new Set(bare)].join('; ')
}
