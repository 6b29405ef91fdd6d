import type { Driver } from '../../src/adapters/driver.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import type { Edition } from '../requirements/edition.ts'
import { boundedTrace } from './bounded-trace.ts'
import type { PlannedCase, Scenario } from './planned-case.ts'
import { runCase } from './run-case.ts'
import { type JudgedCase, Session } from './session.ts'

/** One case of a run. */
export interface CaseResult extends JudgedCase {
  readonly scenario: Scenario
}

export interface SuiteRun {
  readonly driver: Driver
  readonly identity: Identity
  readonly edition: Edition
  /** Each gets exactly one result. */
  readonly planned: readonly PlannedCase[]
  onCase(result: CaseResult, done: number): void
  /** After an abort, no further case begins. */
  readonly signal: AbortSignal
}

/** Runs the planned cases one after the other, and judges each. Returns one result per planned case, in their order. */
export async function runSuite(run: SuiteRun): Promise<readonly CaseResult[]> {
  const session = new Session(run.driver, run.identity, run.edition)
  const stop = () => session.stop('the run was stopped')
  run.signal.addEventListener('abort', stop)
  if (run.signal.aborted) stop()
  try {
    const results: CaseResult[] = []
    for (const planned of run.planned) {
      const judged = await runCase(planned, session)
      const result = { scenario: planned.scenario, ...judged, trace: boundedTrace(judged.trace) }
      results.push(result)
      run.onCase(result, results.length)
    }
    return results
  } finally {
    run.signal.removeEventListener('abort', stop)
  }
}
