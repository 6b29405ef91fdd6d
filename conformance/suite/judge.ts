import { isPermittedRefusal } from '../oracle/permitted-refusal.ts'
import type { Edition } from '../requirements/edition.ts'
import { expectedMismatch, sameMismatch } from './model-trace.ts'
import type { CaseFailure, CaseRecord } from './session.ts'
import type { Verdict } from './verdict.ts'

/** The part of a scenario that its verdict depends on. */
type Judged = { readonly requirements: readonly string[] }

/**
 * The verdict of an edition on a case, by the expectations of its scenario. `judgeTrace` examines the rest of the trace.
 */
export function judge(scenario: Judged, record: CaseRecord, edition: Edition): Verdict {
  const { failure } = record
  if (failure === undefined) return judgePassed(scenario, record, edition)
  if (failure.kind === 'violation' || failure.kind === 'nonconforming') return { kind: 'failed', failure }
  if (failure.kind === 'abandoned') return { kind: 'not-run', reason: failure.reason }
  if (failure.kind === 'driver') {
    switch (failure.failure.kind) {
      case 'not-supported':
        return { kind: 'not-supported', reason: failure.failure.reason }
      case 'crashed':
        return { kind: 'crashed', failure }
      case 'timed-out':
        return { kind: 'timed-out', failure }
      case 'off-protocol':
        return { kind: 'failed', failure }
      case 'refused':
        return asRefusable(scenario, record, edition, failure) ?? { kind: 'failed', failure }
    }
  }
  // Only a mismatch shows behaviour: a failed call is none, so it is never a deviation, and never unspecified for its place.
  return (
    asDeviation(scenario, record, edition, failure) ??
    asUnspecified(scenario, edition, failure) ?? { kind: 'failed', failure }
  )
}

function judgePassed(scenario: Judged, record: CaseRecord, edition: Edition): Verdict {
  const deviation = deviationOf(scenario, edition)
  if (deviation === undefined || expectedMismatch(record, edition) === undefined) return { kind: 'passed' }
  return { kind: 'passed-unexpectedly', deviation: deviation.name }
}

/** A known deviation, if the model of the edition fails at the same expectation, on the same events. */
function asDeviation(
  scenario: Judged,
  record: CaseRecord,
  edition: Edition,
  failure: Extract<CaseFailure, { readonly kind: 'mismatch' }>,
): Verdict | undefined {
  const deviation = deviationOf(scenario, edition)
  if (deviation === undefined) return undefined
  const expected = expectedMismatch(record, edition)
  if (expected === undefined || expected.at !== record.checked.length - 1) return undefined
  if (!sameMismatch(expected.mismatch, failure.mismatch)) return undefined
  return { kind: 'deviates', deviation: deviation.name, failure }
}

/** Unspecified if the edition has none of the requirements of the scenario. A scenario without requirements is never unspecified. */
function asUnspecified(
  { requirements }: Judged,
  edition: Edition,
  failure: Extract<CaseFailure, { readonly kind: 'mismatch' }>,
): Verdict | undefined {
  if (requirements.length === 0) return undefined
  if (!requirements.every((id) => edition.unspecified.has(id))) return undefined
  return { kind: 'unspecified', requirements, where: 'here', failure }
}

/**
 * Unspecified if an earlier step was, and the driver says that the action makes no sense since then. Of a call with several actions it
 * is not known which one was refused.
 */
function asRefusable(
  { requirements }: Judged,
  { trace }: CaseRecord,
  edition: Edition,
  failure: Extract<CaseFailure, { readonly kind: 'driver' }>,
): Verdict | undefined {
  const [action, ...others] = failure.attempted
  if (action === undefined || others.length > 0) return undefined
  if (!isPermittedRefusal(failure.failure, action, trace, edition)) return undefined
  return { kind: 'unspecified', requirements, where: 'earlier', failure }
}

function deviationOf(scenario: Judged, edition: Edition) {
  return edition.deviationRecords.find(({ requirement }) => scenario.requirements.includes(requirement))
}
