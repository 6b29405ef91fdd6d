import type { EditionName } from '../../src/reference/editions.ts'
import { unspecifiedIn } from '../oracle/permissions.ts'
import { mayRefuseOneOf } from '../oracle/permitted-refusal.ts'
import { type DeviationRecord, deviationsIn } from '../requirements/deviations.ts'
import { expectedMismatch, sameMismatch } from './model-trace.ts'
import type { CaseFailure, CaseRecord } from './session.ts'
import type { Verdict } from './verdict.ts'

/** What of a scenario its verdict depends on. */
type Judged = { readonly requirements: readonly string[] }

/** What is to be said of a case in an edition. No record: it was planned and never came to its end. */
export function judge(scenario: Judged, record: CaseRecord | undefined, edition: EditionName): Verdict {
  if (record === undefined) return { kind: 'not-run', reason: 'the run ended before it' }
  const { failure } = record
  if (failure === undefined) return judgePassed(scenario, record, edition)
  if (failure.kind === 'violation' || failure.kind === 'unexplained') return { kind: 'failed', failure }
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
        return (
          openReason(scenario, edition, failure) ??
          afterSilence(record, edition, failure) ?? { kind: 'failed', failure }
        )
    }
  }
  return (
    asDeviation(scenario, record, edition, failure) ??
    openReason(scenario, edition, failure) ?? { kind: 'failed', failure }
  )
}

function judgePassed(scenario: Judged, record: CaseRecord, edition: EditionName): Verdict {
  const deviation = deviationOf(scenario, edition)
  if (deviation === undefined || expectedMismatch(record, edition) === undefined) return { kind: 'passed' }
  return {
    kind: 'passed-unexpectedly',
    reason: `edition ${edition} deviates from ${deviation.requirement} (${deviation.name}): ${deviation.instead}`,
  }
}

/** A known deviation, if it is just that which was seen: the model of the edition fails at the same place, on the same. */
function asDeviation(
  scenario: Judged,
  record: CaseRecord,
  edition: EditionName,
  failure: Extract<CaseFailure, { readonly kind: 'mismatch' }>,
): Verdict | undefined {
  const deviation = deviationOf(scenario, edition)
  if (deviation === undefined) return undefined
  const expected = expectedMismatch(record, edition)
  if (expected === undefined || expected.at !== record.checked.length - 1) return undefined
  if (!sameMismatch(expected.mismatch, failure.mismatch)) return undefined
  return {
    kind: 'deviates-as-expected',
    reason: `${deviation.name}, ${describeSpan(deviation)}: ${deviation.instead}`,
    failure,
  }
}

/** What is said of a case that nothing in the edition requires to be otherwise. */
export function leftOpen(edition: EditionName): string {
  return `the page leaves this open, so edition ${edition} does not require it`
}

/** The page is silent in this place, and what was observed there is no requirement of this edition. */
function openReason(scenario: Judged, edition: EditionName, failure: CaseFailure): Verdict | undefined {
  if (!scenario.requirements.every((id) => unspecifiedIn(edition).has(id))) return undefined
  return { kind: 'deviates-as-expected', reason: leftOpen(edition), failure }
}

/** The page was silent on the way, and whoever went a way of its own there need not be where the model is. */
function afterSilence(
  { trace }: CaseRecord,
  edition: EditionName,
  failure: Extract<CaseFailure, { readonly kind: 'driver' }>,
): Verdict | undefined {
  if (!mayRefuseOneOf(failure.attempted, trace, edition)) return undefined
  return {
    kind: 'deviates-as-expected',
    reason: `the page leaves open what went before, so edition ${edition} lets it refuse`,
    failure,
  }
}

function deviationOf(scenario: Judged, edition: EditionName) {
  return deviationsIn(edition).find(({ requirement }) => scenario.requirements.includes(requirement))
}

function describeSpan({ since, until }: DeviationRecord): string {
  return until === undefined ? `since ${since}` : `from ${since} to ${until}`
}
