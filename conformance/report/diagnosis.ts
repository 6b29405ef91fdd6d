import { type DriverFailure, describeFailure } from '../../src/adapters/driver.ts'
import type { Action } from '../../src/contract/actions.ts'
import type { Event, EventKind } from '../../src/contract/events.ts'
import type { DiffLine } from '../assertions/diff.ts'
import type { Expectation, Mismatch } from '../assertions/expectation.ts'
import type { EventPattern } from '../assertions/pattern.ts'
import type { Trace } from '../assertions/trace.ts'
import type { Counterevidence } from '../generated/counterevidence.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import { describeDifference } from '../gherkin/describe-difference.ts'
import { describeEvent } from '../gherkin/describe-event.ts'
import { attribute } from '../oracle/attribution.ts'
import { describeNonconformance } from '../oracle/describe-nonconformance.ts'
import type { Nonconformance, Problem } from '../oracle/nonconformance.ts'
import { explain } from '../oracle/oracle.ts'
import { bareProblem, problemInOneLine } from '../oracle/problem-in-one-line.ts'
import { shortPhrase } from '../oracle/short-phrase.ts'
import type { Edition } from '../requirements/edition.ts'
import { dataOf, describeVerdict } from '../suite/describe-verdict.ts'
import type { CaseResult } from '../suite/run-suite.ts'
import type { CaseFailure } from '../suite/session.ts'
import { visible } from '../visible.ts'
import { withoutParticulars } from './particulars.ts'
import type { Diagnosis, ProblemKind } from './report.ts'

/** The first thing that is wrong in a case; undefined if the edition accepts it. */
export function diagnose({ scenario, verdict, trace, checked }: CaseResult, edition: Edition): Diagnosis | undefined {
  switch (verdict.kind) {
    case 'failed':
    case 'crashed':
    case 'timed-out':
      return diagnoseFailure(verdict.failure, { trace, checked }, scenario.requirements, edition)
    case 'passed-unexpectedly': {
      const says = describeVerdict(dataOf(verdict, scenario.requirements), edition.name) ?? ''
      const requirements = edition.deviationRecords
        .filter(({ name, requirement }) => name === verdict.deviation && scenario.requirements.includes(requirement))
        .map(({ requirement }) => requirement)
      return { kind: verdict.kind, requirements, says, mismatch: `passed unexpectedly: ${verdict.deviation}` }
    }
    case 'passed':
    case 'deviates':
    case 'unspecified':
    case 'not-supported':
    case 'not-run':
      return undefined
  }
}

function diagnoseFailure(
  failure: CaseFailure,
  { trace, checked }: Pick<CaseResult, 'trace' | 'checked'>,
  requirements: readonly string[],
  edition: Edition,
): Diagnosis | undefined {
  switch (failure.kind) {
    case 'mismatch':
      // The scenario fails at the end of what it examines; the model says which step and which event is wrong first.
      return (
        byModel(trace, edition) ??
        byExpectation(failure.mismatch, requirements, trace, problemOf(failure.mismatch, checked.at(-1)?.expectation))
      )
    case 'violation':
      return (
        byModel(trace, edition) ??
        byExpectation(failure.mismatch, [failure.requirement], trace, {
          problem: 'forbidden',
          events: kindsOf(failure.mismatch.seen),
        })
      )
    case 'nonconforming':
      return byModel(trace, edition) ?? byExpectation(failure.mismatch, [failure.requirement], trace)
    case 'driver': {
      const { kind } = failure.failure
      if (kind === 'not-supported') return undefined
      // A driver may refuse an action because its implementation has done something else before. It has no reason to refuse `close`.
      const earlier = kind === 'refused' && failure.attempted.length > 0 ? byModel(trace, edition) : undefined
      const bound = requirements.filter((id) => !edition.unspecified.has(id))
      return earlier ?? byDriver(failure.failure, kind === 'refused' ? bound : [])
    }
    case 'abandoned':
      return undefined
  }
}

/** By the first step that the model of the edition does not allow. Log lines count where nothing else differs. */
function byModel(trace: Trace, edition: Edition): Diagnosis | undefined {
  const found = explain(trace, edition, { logs: 'ignore' }) ?? explain(trace, edition)
  return found === undefined ? undefined : diagnoseStep(found.why, found.at, trace, edition)
}

/** A step that the model does not allow. */
export function diagnoseStep(why: Nonconformance, at: number, trace: Trace, edition: Edition): Diagnosis {
  const [first] = why.problems
  const step = trace[at]
  return {
    kind: 'behaviour',
    requirements: [attribute(first, edition)],
    says: problemInOneLine(why, trace.slice(0, at + 1)),
    mismatch: withoutParticulars(bareProblem(first)),
    problem: first.kind,
    events: kindsIn(first),
    step: at,
    ...(step === undefined ? {} : { difference: describeNonconformance(why, step).difference }),
    ...(why.together === undefined ? {} : { together: why.together }),
  }
}

function kindsIn(problem: Problem): readonly EventKind[] {
  switch (problem.kind) {
    case 'missing':
      return [problem.expected.kind]
    case 'too-much':
    case 'forbidden':
      return [problem.seen.kind]
    case 'different':
    case 'wrong-order':
      return [...new Set([problem.expected.kind, problem.seen.kind])]
    case 'before-its-cause':
      return [...new Set([problem.seen.kind, problem.cause.kind])]
  }
}

function byExpectation(
  mismatch: Mismatch,
  requirements: readonly string[],
  trace: Trace,
  wrong: Pick<Diagnosis, 'problem' | 'events'> = {},
): Diagnosis {
  const says = mismatchInOneLine(mismatch)
  const step = trace.findLastIndex(({ kind }) => kind !== 'closed')
  return {
    kind: 'behaviour',
    requirements,
    says: shortPhrase(says),
    mismatch: withoutParticulars(says),
    ...wrong,
    ...(step === -1 ? {} : { step }),
  }
}

/** What is wrong with the events in the first differing lines. */
function problemOf(
  { difference }: Mismatch,
  expectation: Expectation | undefined,
): Pick<Diagnosis, 'problem' | 'events'> {
  const { expected, seen } = firstDiffering(difference)
  if (expectation === undefined || (expected === undefined && seen === undefined)) return {}
  const patterns = patternsOf(expectation)
  const wanted = patterns.find(({ phrase }) => phrase === expected?.phrase)?.kind
  const problem = problemKindOf(wanted, seen?.event.kind)
  const events = [...new Set([wanted, seen?.event.kind])].filter((kind) => kind !== undefined)
  return { problem, ...(events.length === 0 ? {} : { events }) }
}

/** An expectation that something is absent has no pattern. */
function problemKindOf(wanted: EventKind | undefined, seen: EventKind | undefined): ProblemKind {
  if (seen === undefined) return 'missing'
  return wanted === undefined ? 'too-much' : 'different'
}

function patternsOf(expectation: Expectation): readonly EventPattern[] {
  switch (expectation.kind) {
    case 'seen':
      return [expectation.pattern]
    case 'not-seen':
      return []
    case 'in-order':
    case 'only':
    case 'only-in-some-order':
      return expectation.patterns
  }
}

const kindsOf = (events: readonly Event[]): readonly EventKind[] => [...new Set(events.map(({ kind }) => kind))]

function firstDiffering(difference: readonly DiffLine[]) {
  return {
    expected: difference.find((line): line is Extract<DiffLine, { kind: 'expected' }> => line.kind === 'expected'),
    seen: difference.find((line): line is Extract<DiffLine, { kind: 'seen' }> => line.kind === 'seen'),
  }
}

/** By its first differing line: the expected phrase, the event that was seen, or both where one stands for the other. */
function mismatchInOneLine({ difference, problem }: Mismatch): string {
  const { expected, seen } = firstDiffering(difference)
  if (expected === undefined && seen === undefined) return problem
  if (seen === undefined) return `not seen: ${expected?.phrase ?? ''}`
  const event = describeEvent(seen.event)
  if (expected === undefined) return `${event}: ${problem}`
  return describeDifference(expected.phrase, event)
}

/** By a failure of the driver itself. */
function byDriver(failure: DriverFailure, requirements: readonly string[]): Diagnosis {
  const says = visible(describeFailure(failure))
  const kind = failure.kind === 'not-supported' ? 'refused' : failure.kind
  return { kind, requirements, says, mismatch: withoutParticulars(says) }
}

/** The first thing that is wrong in a generated case; `action` is the one of that step. */
export function diagnoseFinding(
  against: Counterevidence,
  trace: Trace,
  action: Action | undefined,
  edition: Edition,
): Diagnosis {
  if (against.kind === 'driver') {
    const { says, ...more } = byDriver(against.failure, [])
    return { ...more, says: `${says}, when ${action === undefined ? 'it is made' : describeAction(action)}` }
  }
  const { finding } = against
  if (finding.kind === 'nonconforming') return diagnoseStep(finding.why, finding.at, trace, edition)
  const { how: says, at, requirements } = finding
  // If the model does not allow the step either, scenarios with the same fault have the model's mismatch.
  const model = byModel(trace, edition)
  if (model?.step !== at) return { kind: 'behaviour', requirements, says, mismatch: withoutParticulars(says), step: at }
  const attributed = requirements.filter((id) => model.requirements.includes(id))
  return { ...model, requirements: attributed.length === 0 ? requirements : attributed, says }
}
