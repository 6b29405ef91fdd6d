import { plainActions } from '../../src/contract/plain-actions.ts'
import type { Trace } from '../assertions/trace.ts'
import type { CaseReport, CauseReport, Diagnosis, FindingReport, RunReport } from './report.ts'

/** A case or a finding that does not conform. */
type Failure =
  | { readonly kind: 'case'; readonly one: CaseReport; readonly diagnosis: Diagnosis }
  | { readonly kind: 'finding'; readonly one: FindingReport; readonly diagnosis: Diagnosis }

/**
 * The failures of a run by cause, without the known ones: failures of one kind with the same mismatch are taken to have one. A driver that breaks the protocol
 * has one cause, wherever it does so. Failures of the driver come first, since they hide what the implementation does; then causes that
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
  const groups = new Map<string, [Failure, ...Failure[]]>()
  for (const failure of failures) {
    const { kind, mismatch } = failure.diagnosis
    const key = kind === 'off-protocol' ? kind : `${kind}: ${mismatch}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [failure])
    else group.push(failure)
  }
  return [...groups.values()]
    .map((group) => ({ group, cause: causeReport(group, cases) }))
    .toSorted((one, other) => rankOf(one.group) - rankOf(other.group) || other.group.length - one.group.length)
    .map(({ cause }) => cause)
}

function causeReport(group: readonly [Failure, ...Failure[]], cases: readonly CaseReport[]): CauseReport {
  const requirements = requirementsOf(group, cases)
  const shown = group.reduce((one, other) => (isShorter(other, one, requirements) ? other : one))
  const { kind, mismatch, says } = shown.diagnosis
  return {
    kind,
    requirements,
    says,
    mismatch,
    shown: shown.kind === 'case' ? { kind: 'case', id: shown.one.id } : { kind: 'finding', token: shown.one.token },
    cases: group.flatMap((one) => (one.kind === 'case' ? [one.one.id] : [])),
    findings: group.flatMap((one) => (one.kind === 'finding' ? [one.one.token] : [])),
  }
}

/**
 * The requirement to name for a cause. Several may speak of one event: the model attributes the difference to one of them, and the
 * scenarios that fail at what they examine say which of them is broken. So it is the requirement whose scenarios fail here and nowhere
 * else, by Ochiai's coefficient, with a bonus for the attributed one. Over the mutants of the model this is right most often.
 */
function requirementsOf(group: readonly [Failure, ...Failure[]], cases: readonly CaseReport[]): readonly string[] {
  const [{ diagnosis }] = group
  const failed = group.flatMap((failure) =>
    failure.kind === 'case' && failure.one.violates === undefined ? [failure.one] : [],
  )
  const [first, ...others] = new Set(failed.flatMap(({ requirements }) => requirements))
  if (diagnosis.kind !== 'behaviour' || first === undefined) return diagnosis.requirements
  const suspicion = (id: string) => {
    const isOf = ({ requirements }: CaseReport) => requirements.includes(id)
    const coefficient = failed.filter(isOf).length / Math.sqrt(failed.length * cases.filter(isOf).length)
    return coefficient + (diagnosis.requirements.includes(id) ? attributionBonus : 0)
  }
  return [others.reduce((one, other) => (suspicion(other) > suspicion(one) ? other : one), first)]
}

const attributionBonus = 0.5

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

function rankOf(group: readonly [Failure, ...Failure[]]): number {
  const [{ diagnosis }] = group
  const isInQueryOnly = group.every((failure) => failure.kind === 'case' && failure.one.role === 'query')
  return driverFirst[diagnosis.kind] + (isInQueryOnly ? 1 : 0)
}

/** The number of actions of a trace, each action of a `together` on its own. */
const actionsIn = (trace: Trace): number =>
  trace.reduce((sum, step) => sum + (step.kind === 'acted' ? plainActions(step.action).length : 0), 0)
