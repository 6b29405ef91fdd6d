import { DriverError } from '../../src/adapters/driver.ts'
import type { Action } from '../../src/contract/actions.ts'
import { errorCodes } from '../../src/contract/protocol.ts'
import type { Opening } from '../../src/contract/setups.ts'
import { check, type Expectation } from '../assertions/expectation.ts'
import type { TraceStep } from '../assertions/trace.ts'
import { judge } from './judge.ts'
import { judgeTrace } from './judge-trace.ts'
import type { PlacedStep, PlannedCase } from './planned-case.ts'
import type { CaseFailure, Checked, JudgedCase, Session } from './session.ts'
import { isAccepted, isAgainst, type Verdict } from './verdict.ts'

/**
 * Runs one case on the driver of the session, and judges it: its expectations, then the invariants and the model on its whole trace.
 * Never throws for what an implementation does.
 */
export async function runCase(planned: PlannedCase, session: Session): Promise<JudgedCase> {
  const judged = await runOnce(planned, session)
  if (!isRefusedTogether(judged.verdict)) return judged
  const apart = await runApart(planned, session)
  // A call may hold any number of actions, so a driver that takes them only one by one has failed.
  return apart === undefined || (isAccepted(apart.verdict.kind) && !isRefused(apart.verdict)) ? judged : apart
}

/** Whether the driver refused a call of several actions. One action per call shows which of them it refuses. */
const isRefusedTogether = (verdict: Verdict) => isRefused(verdict) && verdict.failure.attempted.length > 1

type Refused = Verdict & { readonly failure: Extract<CaseFailure, { readonly kind: 'driver' }> }

const isRefused = (verdict: Verdict): verdict is Refused =>
  'failure' in verdict && verdict.failure.kind === 'driver' && verdict.failure.failure.kind === 'refused'

/** The same case with one action per call. */
function oneByOne({ scenario, steps }: PlannedCase): PlannedCase {
  return {
    scenario,
    steps: steps.flatMap((step): readonly PlacedStep[] =>
      step.kind === 'act'
        ? step.actions.map((action, at) => ({ ...step, actions: [action], beginsBlock: step.beginsBlock && at === 0 }))
        : [step],
    ),
  }
}

async function runOnce({ scenario, steps }: PlannedCase, session: Session): Promise<JudgedCase> {
  const run = new CaseRun(session, scenario.requirements)
  for (const step of steps) {
    await run.take(step)
    if (run.hasFailed) break
  }
  await run.close()
  return run.judged()
}

/**
 * One action per call may show what no single call may hold: a driver refused the call for that reason, perhaps. So much is kept of a
 * case that runs again, in characters of JSON.
 */
const mostShownApart = 32 * 1024 * 1024

/** The same case with one action per call; undefined if the driver shows too much to keep. */
async function runApart(planned: PlannedCase, session: Session): Promise<JudgedCase | undefined> {
  const { scenario, steps } = oneByOne(planned)
  const run = new CaseRun(session, scenario.requirements)
  for (const step of steps) {
    await run.take(step)
    if (run.hasFailed || run.shown > mostShownApart) break
  }
  await run.close()
  return run.shown > mostShownApart ? undefined : run.judged()
}

/** A case that is under way. The first failure ends it. */
class CaseRun {
  readonly #session: Session
  readonly #requirements: readonly string[]
  readonly #trace: TraceStep[] = []
  readonly #checked: Checked[] = []
  #window = 0
  #counted = 0
  #shown = 0
  #isOpen = false
  #verdict: Verdict | undefined

  constructor(session: Session, requirements: readonly string[]) {
    this.#session = session
    this.#requirements = requirements
  }

  /** The length of the trace so far, in characters of JSON. */
  get shown(): number {
    for (; this.#counted < this.#trace.length; this.#counted++) {
      this.#shown += JSON.stringify(this.#trace[this.#counted]).length
    }
    return this.#shown
  }

  get hasFailed(): boolean {
    return this.#verdict !== undefined
  }

  async take(step: PlacedStep): Promise<void> {
    if (step.beginsBlock) this.#window = this.#trace.length
    switch (step.kind) {
      case 'open':
        return await this.#open(step.opening, step.text)
      case 'act':
        return await this.#act(step.actions, step.text)
      case 'expect':
        return this.#expect(step.expectation, step.text)
    }
  }

  /**
   * Ends the subject, if there is one. A driver that fails here has failed the case, also one that has failed by a mismatch: else a known
   * failure would hide it.
   */
  async close(): Promise<void> {
    if (!this.#isOpen) return
    try {
      this.#trace.push({ kind: 'closed', events: await this.#session.driver.close() })
    } catch (error) {
      const { stopped } = this.#session
      // The last events of the case are missing, so it was not run to its end.
      if (error instanceof DriverError && stopped !== undefined) this.#verdict = { kind: 'not-run', reason: stopped }
      else if (!(error instanceof DriverError)) throw error
      else if (!this.#hasDriverFailed()) this.#failOnDriver(notClosed(error), [], 'the subject is closed')
    }
  }

  #hasDriverFailed(): boolean {
    const verdict = this.#verdict
    return verdict !== undefined && isAgainst(verdict.kind) && 'failure' in verdict && verdict.failure.kind === 'driver'
  }

  judged(): JudgedCase {
    const { edition } = this.#session
    const seen = { trace: this.#trace, checked: this.#checked }
    const verdict = this.#verdict ?? judge({ requirements: this.#requirements }, seen, edition)
    // A case that a stop has cut short runs again as a whole.
    const fault = verdict.kind === 'not-run' ? undefined : judgeTrace(verdict.kind, this.#trace, edition)
    return { ...seen, verdict: fault === undefined ? verdict : { kind: 'failed', failure: fault } }
  }

  async #open(opening: Opening, step: string): Promise<void> {
    const reason = this.#session.stopped
    if (reason !== undefined) return this.#fail({ kind: 'abandoned', step, reason })
    try {
      const events = await this.#session.open(opening)
      this.#isOpen = true
      this.#trace.push({ kind: 'opened', opening, events })
    } catch (error) {
      this.#failOnDriver(error, [], step)
    }
  }

  async #act(actions: readonly Action[], step: string): Promise<void> {
    try {
      const events = await this.#session.driver.apply(actions)
      for (const [index, action] of actions.entries()) {
        this.#trace.push({ kind: 'acted', action, events: events[index] ?? [] })
      }
    } catch (error) {
      this.#failOnDriver(error, actions, step)
    }
  }

  #expect(expectation: Expectation, step: string): void {
    const stretch = { from: this.#window, to: this.#trace.length }
    this.#checked.push({ expectation, ...stretch })
    const mismatch = check(expectation, this.#trace.slice(stretch.from, stretch.to))
    if (mismatch !== undefined) this.#fail({ kind: 'mismatch', step, mismatch })
  }

  #failOnDriver(error: unknown, attempted: readonly Action[], step: string): void {
    if (!(error instanceof DriverError)) throw error
    const { stopped } = this.#session
    // The stop of the run ended the driver, so the driver has not crashed.
    if (stopped === undefined) this.#fail({ kind: 'driver', step, attempted, failure: error.failure })
    else this.#fail({ kind: 'abandoned', step, reason: stopped })
  }

  #fail(failure: CaseFailure): void {
    const record = { trace: this.#trace, checked: this.#checked, failure }
    this.#verdict = judge({ requirements: this.#requirements }, record, this.#session.edition)
  }
}

/** There is no subject that cannot be closed, so `not-supported` is a refusal like others here. */
function notClosed(error: DriverError): DriverError {
  const { failure } = error
  if (failure.kind !== 'not-supported') return error
  return new DriverError({ kind: 'refused', code: errorCodes.notSupported, reason: failure.reason })
}
