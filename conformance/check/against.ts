import { describeFailure } from '../../src/adapters/driver.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import type { Trace } from '../expect/trace.ts'
import { blame } from '../oracle/blame.ts'
import { describeUnexplained } from '../oracle/describe-unexplained.ts'
import { describeAction } from '../phrases/describe-action.ts'
import { describeMismatch } from '../phrases/describe-mismatch.ts'
import type { Walk } from '../schedules/walk.ts'
import type { CaseOutcome } from './check-case.ts'

/** What came of a case that speaks against the implementation. */
export type Against = Exclude<CaseOutcome, { readonly kind: 'agrees' | 'not-supported' }>

/** The requirements that it breaks; none where the driver itself failed. */
export function requirementsBroken(against: Against, edition: EditionName): readonly string[] {
  if (against.kind === 'driver') return []
  const { finding } = against
  return finding.kind === 'broken' ? finding.requirements : [blame(finding.why.problems[0], edition)]
}

/** What is wrong, as people read it, with the trace in which it came out. */
export function describeAgainst(against: Against, { steps }: Walk, trace: Trace): readonly string[] {
  if (against.kind === 'driver') {
    const action = steps[against.at - 1]?.action
    const when = action === undefined ? 'when it is made' : `when ${describeAction(action)}`
    return [`${when}: ${describeFailure(against.failure)}`]
  }
  const { finding } = against
  if (finding.kind === 'broken') return [`it does not hold that ${finding.property}: ${finding.how}`]
  const step = trace[finding.at]
  return step === undefined ? [] : describeMismatch(describeUnexplained(finding.why, step)).split('\n')
}

/** What is wrong without the particulars: two cases that are alike in this are taken to show the same fault. */
export function sortOf(against: Against): string {
  if (against.kind === 'driver') return `driver ${against.failure.kind}`
  const { finding } = against
  if (finding.kind === 'broken') return `broken ${finding.property}`
  const [first] = finding.why.problems
  return `unexplained ${first.kind} ${'expected' in first ? first.expected.kind : first.seen.kind}`
}

/** The step that it comes out in; 0 is the opening. */
export const stepOf = (against: Against): number => (against.kind === 'driver' ? against.at : against.finding.at)
