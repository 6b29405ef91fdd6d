import type { EventKind } from '../../src/contract/events.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import type { Trace } from '../assertions/trace.ts'
import { requirements } from '../requirements/registry.ts'
import { groupsOf } from './group-failures.ts'
import type { CaseReport, CauseReport, Diagnosis, FindingReport, RunReport } from './report.ts'

/** A case or a finding that does not conform. */
type Failure =
  | { readonly kind: 'case'; readonly one: CaseReport; readonly diagnosis: Diagnosis }
  | { readonly kind: 'finding'; readonly one: FindingReport; readonly diagnosis: Diagnosis }

/**
 * The failures of a run by cause, without the known ones (`group-failures.ts` says which have one). Failures of the driver come first, since they hide what the implementation does; then causes that
 * show in the role on its own, before those that show only in a whole query; then those of most cases.
 */
export function causesOf({ cases, generated }: Pick<RunReport, 'cases' | 'generated'>): readonly CauseReport[] {
  const failures: readonly Failure[] = [
    ...cases.flatMap((one): readonly Failure[] =>
      one.diagnosis === undefined || one.known !== undefined ? [] : [{ kind: 'case', one, diagnosis: one.diagnosis }],
    ),
    ...generated.flatMap(({ findings }) =>
      findings
        .filter(({ known }) => known === undefined)
        .map((one): Failure => ({ kind: 'finding', one, diagnosis: one.diagnosis })),
    ),
  ]
  const scenarios = countByRequirement(cases)
  const likely = (group: Group) => requirementsOf(group, scenarios)
  return groupsOf(failures, likely)
    .map((group) => ({ group, cause: causeReport(group, likely(group)) }))
    .toSorted((one, other) => rankOf(one.group) - rankOf(other.group) || other.group.length - one.group.length)
    .map(({ cause }) => cause)
}

type Group = readonly [Failure, ...Failure[]]

/** Counted once for all causes: 10,000 causes of 10,000 cases took seconds. */
function countByRequirement(cases: readonly CaseReport[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { requirements } of cases)
    for (const id of new Set(requirements)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

function causeReport(group: Group, likeliest: readonly string[]): CauseReport {
  const isBehaviour = group[0].diagnosis.kind === 'behaviour'
  const requirements = isBehaviour ? likeliest.slice(0, 1) : likeliest
  const alsoBroken = isBehaviour ? likeliest.slice(1) : []
  const shown = group.reduce((one, other) => (isShorter(other, one, requirements) ? other : one))
  const { kind, mismatch, says } = shown.diagnosis
  return {
    kind,
    requirements,
    ...(alsoBroken.length === 0 ? {} : { alsoBroken }),
    says,
    mismatch,
    shown: shown.kind === 'case' ? { kind: 'case', id: shown.one.id } : { kind: 'finding', token: shown.one.token },
    cases: group.flatMap((one) => (one.kind === 'case' ? [one.one.id] : [])),
    findings: group.flatMap((one) => (one.kind === 'finding' ? [one.one.token] : [])),
  }
}

/**
 * The requirements to name for a cause, the likeliest first. Several may speak of one event: the model attributes the difference to one
 * of them, and the scenarios that fail at what they examine say which of them is broken. So a requirement is the likelier, the more its
 * scenarios fail here and nowhere else (Ochiai's coefficient), with a bonus if it speaks of such an event, and one if the model attributes
 * the difference to it. Others are named if they are almost as likely.
 */
function requirementsOf(group: Group, scenarios: ReadonlyMap<string, number>): readonly string[] {
  const [{ diagnosis }] = group
  const failed = group.flatMap((failure) =>
    failure.kind === 'case' && failure.one.violates === undefined ? [failure.one] : [],
  )
  const failedOf = countByRequirement(failed)
  const ids = [...failedOf.keys()]
  if (diagnosis.kind !== 'behaviour' || ids.length === 0) return diagnosis.requirements
  const wrong = new Set(group.flatMap((failure) => failure.diagnosis.events ?? []))
  const isOrder = diagnosis.events !== undefined && diagnosis.events.length > 1
  const attributed = isOrder ? bonus.attributedOrder : bonus.attributed
  const suspicionOf = (id: string) => {
    const coefficient = (failedOf.get(id) ?? 0) / Math.sqrt(failed.length * (scenarios.get(id) ?? 0))
    const speaks = seenBy.get(id)?.some((kind) => wrong.has(kind)) ?? false
    return coefficient + (speaks ? bonus.speaks : 0) + (diagnosis.requirements.includes(id) ? attributed : 0)
  }
  const ranked = ids
    .map((id) => ({ id, suspicion: suspicionOf(id) }))
    .toSorted((one, other) => other.suspicion - one.suspicion)
  const least = (ranked[0]?.suspicion ?? 0) * almost
  return ranked
    .slice(0, named)
    .filter(({ suspicion }) => suspicion >= least)
    .map(({ id }) => id)
}

/** The kinds of event that each requirement speaks of. */
const seenBy = new Map<string, readonly EventKind[]>(requirements.map(({ id, seenBy: kinds }) => [id, kinds]))

// Over the mutants of the model these figures name the broken requirement most often.
const bonus = { speaks: 0.5, attributed: 0.4, attributedOrder: 0.6 }
/** The share of the highest suspicion from which another requirement is named, too. */
const almost = 0.7
/** The most requirements that are named. */
const named = 3

/** Cases before findings, those of the named requirements before others, and then by the number of actions and of events. */
function isShorter(one: Failure, other: Failure, requirements: readonly string[]): boolean {
  const [first, second] = [sizeOf(one, requirements), sizeOf(other, requirements)]
  const at = first.findIndex((size, index) => size !== second[index])
  return (first[at] ?? 0) < (second[at] ?? 0)
}

function sizeOf({ kind, one, diagnosis }: Failure, requirements: readonly string[]): readonly number[] {
  const upTo = one.trace.slice(0, (diagnosis.step ?? one.trace.length) + 1)
  return [
    kind === 'case' ? 0 : 1,
    one.requirements.some((id) => requirements.includes(id)) ? 0 : 1,
    actionsIn(upTo),
    upTo.flatMap(({ events }) => events).length,
  ]
}

const driverFirst: Readonly<Record<Diagnosis['kind'], number>> = {
  'off-protocol': 0,
  crashed: 1,
  'timed-out': 2,
  refused: 4,
  behaviour: 4,
  'passed-unexpectedly': 4,
}

function rankOf(group: Group): number {
  const [{ diagnosis }] = group
  const isInQueryOnly = group.every((failure) => failure.kind === 'case' && failure.one.role === 'query')
  return driverFirst[diagnosis.kind] + (isInQueryOnly ? 1 : 0)
}

/** The number of actions of a trace, each action of a `together` on its own. */
const actionsIn = (trace: Trace): number =>
  trace.reduce((sum, step) => sum + (step.kind === 'acted' ? plainActions(step.action).length : 0), 0)
