import type { Driver } from '../../src/adapters/driver.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Losses } from './losses.ts'
import type { PlannedCase, Scenario } from './planned-case.ts'
import { runCase } from './run-case.ts'
import { type JudgedCase, Session } from './session.ts'
import { casesOfShard } from './shard.ts'

/** One case of a run. */
export interface CaseResult extends JudgedCase {
  readonly scenario: Scenario
}

export interface CasesRun {
  /** They run at the same time, each one case after the other. */
  readonly drivers: readonly Driver[]
  readonly identity: Identity
  readonly edition: Edition
  /** The cases to run. They are dealt out among the drivers by cost, always in the same way. */
  readonly planned: readonly PlannedCase[]
  /** The cases of the suite that other runs have, such as those of other shards. */
  readonly elsewhere?: readonly PlannedCase[]
  /** What is known of cases that have run; the run adds to it. */
  readonly losses: Losses
  /** Called with each case that was run to its end. A driver may show megabytes in each, so keep as little of it as possible. */
  onCase(result: CaseResult): void
  /** After an abort, no further case begins. */
  readonly signal: AbortSignal
}

/** Why a case has no result after a stop. */
export const stoppedReason = 'the run was stopped'

/** Signals are handled after so many cases: a driver in this process leaves no other time for them. */
const breath = 50

/** Runs the planned cases on the drivers, and judges each. A case has no result if its role is given up, or the run is stopped. */
export async function runCases(run: CasesRun): Promise<void> {
  const sessions = run.drivers.map((driver) => new Session(driver, run.identity, run.edition))
  const stop = () => {
    for (const session of sessions) session.stop(stoppedReason)
  }
  run.signal.addEventListener('abort', stop)
  if (run.signal.aborted) stop()
  try {
    const running = sessions.map(async (session, at) => {
      const dealt = casesOfShard(run.planned, { index: at + 1, of: sessions.length })
      try {
        await runDealt(dealt, session, run)
      } catch (error) {
        stop()
        throw error
      }
    })
    for (const ended of await Promise.allSettled(running)) if (ended.status === 'rejected') throw ended.reason
  } finally {
    run.signal.removeEventListener('abort', stop)
  }
}

/** Runs the cases of one driver, one after the other. */
async function runDealt(dealt: readonly PlannedCase[], session: Session, run: CasesRun): Promise<void> {
  const elsewhere = new Map(run.elsewhere?.map((one) => [one.scenario.id, one]))
  const { losses } = run
  for (const [at, one] of dealt.entries()) {
    if (at % breath === breath - 1) await new Promise<void>((resolve) => setImmediate(resolve))
    if (session.stopped !== undefined) return
    const { scenario } = one
    if (losses.givenUp(scenario) !== undefined) continue
    const judged = await runCase(one, session)
    if (judged.verdict.kind === 'not-run') continue
    run.onCase({ scenario, ...judged })
    losses.note(scenario, judged.verdict.kind)
    // Whether the role is given up depends on the cases before this one, and another run has some of them.
    for (;;) {
      const before = elsewhere.get(losses.decidingBefore(scenario) ?? '')
      if (before === undefined) break
      const { verdict } = await runCase(before, session)
      if (verdict.kind === 'not-run') return
      losses.note(before.scenario, verdict.kind)
    }
  }
}
