import type { Rerun } from '../drivers/command-line.ts'
import { againLine, notRunReport } from '../report/case-report.ts'
import { roleReport } from '../report/generated-report.ts'
import type { AssembledRun } from '../report/run-report.ts'
import { type Done, suiteCoverage } from '../report/suite-coverage.ts'
import type { Losses } from '../suite/losses.ts'
import { stoppedReason } from '../suite/run-cases.ts'
import { roleSeen } from './role-seen.ts'
import { isDone, type RunPlan } from './run-plan.ts'
import type { RunState } from './run-state.ts'

export interface OutcomeOptions {
  readonly rerun: Rerun
  readonly losses: Losses
}

/**
 * The results of a run as its report has them. They follow from the state alone: the order of the results, the number of drivers and stops on the way
 * make no difference.
 */
export function outcomeOfRun(
  plan: RunPlan,
  state: RunState,
  { rerun, losses }: OutcomeOptions,
): Pick<AssembledRun, 'cases' | 'coverage' | 'generated' | 'isStopped'> {
  const { edition, seed } = plan
  const settled = plan.cases.map(({ scenario }) => {
    const entry = state.cases.get(scenario.id)
    const reason = losses.givenUp(scenario) ?? (entry === undefined ? stoppedReason : undefined)
    if (entry === undefined || reason !== undefined) {
      const report = notRunReport(scenario, againLine(scenario, rerun), reason ?? stoppedReason)
      return { report, path: report.trace }
    }
    return { report: entry.report, path: entry.path ?? entry.report.trace }
  })
  const done = settled.map(({ report, path }): Done => ({ role: report.role, trace: path }))
  return {
    cases: settled.map(({ report }) => report),
    coverage: suiteCoverage(done, edition),
    generated: plan.roles.map((planned) => roleReport(roleSeen({ edition, rerun, planned, seed, state }))),
    isStopped: !isDone(plan, state, losses),
  }
}
