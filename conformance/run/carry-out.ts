import type { Driver } from '../../src/adapters/driver.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Rerun } from '../drivers/command-line.ts'
import { caseReport } from '../report/case-report.ts'
import { keptCase, roomOfCase } from '../report/kept.ts'
import type { Losses } from '../suite/losses.ts'
import { type CaseResult, runCases } from '../suite/run-cases.ts'
import type { VerdictKind } from '../suite/verdict.ts'
import { casesLeft, type RunPlan } from './run-plan.ts'
import { runRole } from './run-role.ts'
import type { RunEntry, RunState } from './run-state.ts'

export interface RunInProgress {
  readonly plan: RunPlan
  /** They run at the same time, each one case after the other. */
  readonly drivers: readonly Driver[]
  readonly identity: Identity
  readonly rerun: Rerun
  readonly state: RunState
  readonly losses: Losses
  /** Is told each result that is final, once the state has it. */
  onResult(entry: RunEntry): void
  onScenario(verdict: VerdictKind, role: Role): void
  onGenerated(role: Role): void
  /** After an abort, no further case begins. */
  readonly signal: AbortSignal
}

/** Does what a run has not done yet: scenarios, then the generated cases of one role after the other. After a stop, the state has what was done. */
export async function carryOut(run: RunInProgress): Promise<void> {
  const { plan, drivers, identity, state, losses, signal, rerun } = run
  const { edition, seed, tries } = plan
  const keep = (entry: RunEntry) => {
    state.add(entry)
    run.onResult(entry)
  }
  const here = new Set(plan.cases)
  await runCases({
    ...{ drivers, identity, edition, losses, signal },
    planned: casesLeft(plan, state, losses),
    elsewhere: plan.suite.filter((one) => !here.has(one)),
    onCase: (result) => {
      keep(caseEntry(result, run))
      run.onScenario(result.verdict.kind, result.scenario.role)
    },
  })
  for (const planned of plan.roles) {
    if (signal.aborted) return
    const onCase = () => run.onGenerated(planned.role)
    await runRole({ drivers, edition, rerun, planned, seed, tries, state, keep, onCase, signal })
  }
}

function caseEntry(result: CaseResult, { plan, rerun }: RunInProgress): RunEntry {
  const report = keptCase(caseReport(result, plan.edition, rerun), roomOfCase(plan.suite.length))
  if (result.verdict.kind !== 'passed') return { kind: 'case', report }
  return { kind: 'case', report, path: result.trace.map((step) => ({ ...step, events: [] })) }
}
