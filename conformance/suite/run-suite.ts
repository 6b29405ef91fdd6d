import type { Driver } from '../../src/adapters/driver.ts'
import { Losses } from './losses.ts'
import { type CaseResult, type CasesRun, runCases, stoppedReason } from './run-cases.ts'

export type { CaseResult }

export interface SuiteRun extends Omit<CasesRun, 'drivers' | 'elsewhere' | 'losses' | 'onCase'> {
  readonly driver: Driver
  readonly onCase?: (result: CaseResult, done: number) => void
}

/** Runs the planned cases one after the other, and judges each. Returns one result per planned case, in their order. */
export async function runSuite({ driver, onCase, ...run }: SuiteRun): Promise<readonly CaseResult[]> {
  const losses = new Losses(run.planned.map(({ scenario }) => scenario))
  const results = new Map<string, CaseResult>()
  await runCases({
    ...run,
    drivers: [driver],
    losses,
    onCase: (result) => {
      results.set(result.scenario.id, result)
      onCase?.(result, results.size)
    },
  })
  return run.planned.map(
    ({ scenario }) =>
      results.get(scenario.id) ?? {
        scenario,
        trace: [],
        checked: [],
        verdict: { kind: 'not-run', reason: losses.givenUp(scenario) ?? stoppedReason },
      },
  )
}
