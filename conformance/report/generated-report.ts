import { describeFailure } from '../../src/adapters/driver.ts'
import { cwcCommandLine, type Rerun } from '../drivers/command-line.ts'
import { describeCounterevidence, requirementsBroken, sortOf, stepOf } from '../generated/counterevidence.ts'
import type { Counterexample } from '../generated/counterexample.ts'
import type { Undetermined } from '../generated/determinism.ts'
import type { Driven } from '../generated/drive-case.ts'
import { observedTrace } from '../generated/observed-trace.ts'
import { regressionScenario } from '../generated/regression-scenario.ts'
import { isAnythingSeen, type PropertyTally, unseenOf, unsupportedOf } from '../generated/tally.ts'
import { describeTrace } from '../gherkin/describe-trace.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Walk } from '../state-space/walk.ts'
import { diagnoseFinding } from './diagnosis.ts'
import { keptFinding, keptLines, keptReasons } from './kept.ts'
import type { FindingReport, GeneratedReport, GeneratedVerdict } from './report.ts'

/** What was seen of a role, with its findings as data. */
export type SeenRole = Omit<GeneratedReport, 'verdict' | 'unseen' | 'unsupported'>

/** The verdict on a role, and what else follows from what was seen. */
export function roleReport(seen: SeenRole): GeneratedReport {
  const { findings, undetermined, properties, reasons, ...counts } = seen
  return {
    ...counts,
    // In an order that does not depend on how the cases were split.
    reasons: keptReasons(reasons.toSorted()),
    properties,
    unseen: unseenOf(properties),
    unsupported: unsupportedOf(properties),
    verdict: generatedVerdict(seen),
    findings,
    ...(undetermined === undefined ? {} : { undetermined }),
  }
}

/** Two runs of one case that differ, in words. */
export function describeUndetermined({ walk, first, second }: Undetermined): readonly (readonly string[])[] {
  return [first, second].map((driven) => describeDriven(walk, driven))
}

/** The trace of a case, and the action that the driver did not perform, if there is one. */
export function describeDriven(walk: Walk, driven: Driven): readonly string[] {
  const failure = driven.failure === undefined ? [] : [describeFailure(driven.failure)]
  return keptLines([...describeTrace(observedTrace(walk, driven)), ...failure])
}

/** The verdict on generated cases, from what they have shown. */
export function generatedVerdict(outcome: {
  readonly findings: readonly unknown[]
  readonly undetermined?: unknown
  readonly cases: number
  readonly planned: number
  readonly notSupported: number
  readonly properties: readonly PropertyTally[]
}): GeneratedVerdict {
  const { findings, undetermined, cases, planned, notSupported, properties } = outcome
  if (findings.length > 0) return 'differs'
  if (undetermined !== undefined) return 'not-deterministic'
  if (cases < planned) return 'not-run'
  // A driver that supports no action still supports cases without actions. They show nothing.
  if (notSupported === cases || (notSupported > 0 && !isAnythingSeen(properties))) return 'not-supported'
  return unseenOf(properties).length > 0 ? 'vacuous' : 'agrees'
}

/** A case in which the implementation does not conform, as data. */
export function findingReport(finding: Counterexample, edition: Edition, rerun: Rerun): FindingReport {
  const { token, walk, against, driven, isShortest, hung } = finding
  const trace = observedTrace(walk, driven)
  const requirements = requirementsBroken(against, edition)
  return keptFinding({
    token,
    sort: sortOf(against),
    requirements,
    isShortest,
    ...(hung === undefined ? {} : { hung }),
    step: stepOf(against),
    described: describeCounterevidence(against, walk, trace),
    diagnosis: diagnoseFinding(against, trace, walk.steps[stepOf(against) - 1]?.action, edition),
    ...(against.kind === 'differs' && against.finding.kind === 'broken' ? { property: against.finding.property } : {}),
    trace,
    gherkin: regressionScenario(walk, token, against, edition),
    again: cwcCommandLine(['reproduce', token], rerun),
  })
}
