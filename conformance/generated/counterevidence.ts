import { describeFailure } from '../../src/adapters/driver.ts'
import type { Trace } from '../assertions/trace.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import { describeMismatch } from '../gherkin/describe-mismatch.ts'
import { attribute } from '../oracle/attribution.ts'
import { describeNonconformance } from '../oracle/describe-nonconformance.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Walk } from '../state-space/walk.ts'
import type { CaseOutcome } from './check-case.ts'

/** The outcome of a case that is evidence against the implementation. */
export type Counterevidence = Exclude<CaseOutcome, { readonly kind: 'agrees' | 'not-supported' }>

/** The broken requirements; none if the driver itself failed. */
export function requirementsBroken(against: Counterevidence, edition: Edition): readonly string[] {
  if (against.kind === 'driver') return []
  const { finding } = against
  return finding.kind === 'broken' ? finding.requirements : [attribute(finding.why.problems[0], edition)]
}

/** The text of a counterexample, with its trace. */
export function describeCounterevidence(against: Counterevidence, { steps }: Walk, trace: Trace): readonly string[] {
  if (against.kind === 'driver') {
    const action = steps[against.at - 1]?.action
    const when = action === undefined ? 'when it is made' : `when ${describeAction(action)}`
    return [`${when}: ${describeFailure(against.failure)}`]
  }
  const { finding } = against
  if (finding.kind === 'broken') return describeBroken(finding)
  const step = trace[finding.at]
  return step === undefined ? [] : describeMismatch(describeNonconformance(finding.why, step))
}

/** A broken property in words: what was seen, and the property. */
export function describeBroken({
  how,
  property,
}: {
  readonly how: string
  readonly property: string
}): readonly string[] {
  return [how, `property: ${property}`]
}

/** The sort of the finding, without its particulars: two cases of one sort are taken to show the same fault. */
export function sortOf(against: Counterevidence): string {
  if (against.kind === 'driver') return `driver ${against.failure.kind}`
  const { finding } = against
  if (finding.kind === 'broken') return `broken ${finding.property}`
  const [first] = finding.why.problems
  return `nonconforming ${first.kind} ${'expected' in first ? first.expected.kind : first.seen.kind}`
}

/** The step of the finding; 0 is the opening. */
export const stepOf = (against: Counterevidence): number =>
  against.kind === 'driver' ? against.at : against.finding.at
