import { emptyStretch } from '../generated/check-stretch.ts'
import { asItIs } from '../generated/shrink-failed.ts'
import { uniteStretches } from '../generated/unite-stretches.ts'
import { findingReport, type SeenRole } from '../report/generated-report.ts'
import type { FindingReport } from '../report/report.ts'
import { failuresOf, type RoleRun } from './run-role.ts'
import type { Unsteady } from './run-state.ts'

type Seen = Pick<RoleRun, 'edition' | 'rerun' | 'planned' | 'seed' | 'state'>

/** What a role has shown so far. A failed case that was not made smaller is a finding as it is. */
export function roleSeen(run: Seen): SeenRole {
  const { edition, planned, seed, state } = run
  const { role, from, to } = planned
  const outcomes = state.stretches(role).map(({ outcome }) => outcome)
  const { undetermined: _, ...nothing } = emptyStretch(role, from, edition)
  const [first = nothing, ...others] = outcomes
  const united = uniteStretches([first, ...others])
  const { from: __, failed: ___, hangs: ____, lostAtEnd: _____, undetermined: earlier, ...counts } = united
  const { findings, undetermined = earlier } = findingsOf(run)
  return {
    ...counts,
    seed,
    planned: to - from,
    findings,
    ...(undetermined === undefined ? {} : { undetermined }),
  }
}

function findingsOf({ edition, rerun, planned, seed, state }: Seen): {
  readonly findings: readonly FindingReport[]
  readonly undetermined?: Unsteady
} {
  const { role } = planned
  const findings: FindingReport[] = []
  for (const failed of failuresOf(role, state)) {
    const shrunk = state.shown(role, failed.sort)
    if (shrunk?.kind === 'unsteady') return { findings, undetermined: shrunk.runs }
    if (shrunk !== undefined) {
      findings.push(shrunk.finding)
      continue
    }
    const { number, faults, actions, finding } = asItIs({ edition, generated: { role, seed } }, failed)
    findings.push({ ...findingReport(finding, edition, rerun), from: { case: number, faults, actions } })
  }
  return { findings }
}
