import { World } from '@cucumber/cucumber'
import { check, type Expectation } from '../../conformance/assertions/expectation.ts'
import type { TraceStep } from '../../conformance/assertions/trace.ts'
import type { Announced } from '../../conformance/gherkin/actions/table.ts'
import { describeMismatch } from '../../conformance/gherkin/describe-mismatch.ts'
import { describeTrace } from '../../conformance/gherkin/describe-trace.ts'
import { dataOf, describeVerdict } from '../../conformance/suite/describe-verdict.ts'
import { failureMessage } from '../../conformance/suite/failure-message.ts'
import { judge } from '../../conformance/suite/judge.ts'
import { judgeTrace } from '../../conformance/suite/judge-trace.ts'
import { type CaseFailure, type Checked, currentSession } from '../../conformance/suite/session.ts'
import { requirementsIn } from '../../conformance/suite/tags.ts'
import { isAccepted, type Verdict } from '../../conformance/suite/verdict.ts'
import { DriverError } from '../../src/adapters/driver.ts'
import type { Action } from '../../src/contract/actions.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Opening } from '../../src/contract/setups.ts'

/** The result of a step. `skipped` marks a case that the implementation does not support. */
export type StepOutcome = undefined | 'skipped'

type Phase = 'Context' | 'Action' | 'Outcome' | 'Unknown'

/**
 * Connects one scenario to the driver. Steps name actions and expectations; the World performs them and records the trace. An
 * expectation examines the events since the latest block of `When`s began (all events, before the first `When`).
 */
export class ConformanceWorld extends World {
  readonly #trace: TraceStep[] = []
  readonly #checked: Checked[] = []
  #announced: Announced = { writers: 0, readers: 0 }
  #window = 0
  #phase: Phase = 'Unknown'
  #step = ''
  /** Set once, when the scenario cannot go on. */
  #verdict: Verdict | undefined
  #isOpen = false
  #role: Role | undefined
  #requirements: readonly string[] = []

  /** The scenario begins. */
  start(tags: readonly string[]): void {
    this.#requirements = requirementsIn(tags)
  }

  /** A step begins. */
  begin(step: string, phase: Phase): void {
    if (phase === 'Action' && this.#phase !== 'Action') this.#window = this.#trace.length
    this.#phase = phase
    this.#step = step
  }

  async open(opening: Opening): Promise<StepOutcome> {
    this.#role = opening.role
    const abandoned = currentSession().abandoned(opening.role)
    if (abandoned !== undefined) {
      this.#fail({ kind: 'abandoned', step: this.#step, reason: abandoned })
      return 'skipped'
    }
    return await this.#drive([], async () => {
      const events = await currentSession().open(opening)
      this.#isOpen = true
      this.#trace.push({ kind: 'opened', opening, events })
    })
  }

  /** Performs the actions one after the other. */
  async act(actions: readonly Action[]): Promise<StepOutcome> {
    return await this.#drive(actions, async () => {
      const steps = await currentSession().driver.apply(actions)
      for (const [index, action] of actions.entries()) {
        this.#announce(action)
        this.#trace.push({ kind: 'acted', action, events: steps[index] ?? [] })
      }
    })
  }

  /**
   * Skips the rest of the scenario if the edition names a deviation exactly here.
   *
   * @throws Error, which Cucumber shows, if the expectation is not met for another reason
   */
  expect(expectation: Expectation): StepOutcome {
    const stretch = { from: this.#window, to: this.#trace.length }
    this.#checked.push({ expectation, ...stretch })
    if (currentSession().isReading) return undefined
    const mismatch = check(expectation, this.#trace.slice(stretch.from, stretch.to))
    if (mismatch === undefined) return undefined
    this.attach(describeTrace(this.#trace).join('\n'), { mediaType: 'text/plain', fileName: 'trace.txt' })
    const verdict = this.#fail({ kind: 'mismatch', step: this.#step, mismatch })
    if (!isAccepted(verdict.kind)) throw failureMessage(this.#requirements, mismatch)
    this.attach([this.#describe(verdict), ...describeMismatch(mismatch)].join('\n'), 'text/plain')
    return 'skipped'
  }

  /** The text of the step that runs. */
  get step(): string {
    return this.#step
  }

  /** The numbers of announced writers and readers. */
  get announced(): Announced {
    return this.#announced
  }

  /**
   * Ends the subject, checks the invariants and, in a case that passed, the model, and records the case.
   *
   * @throws Error, which Cucumber shows, if a check fails, or if the case passed and the edition names a deviation
   */
  async end(pickleId: string): Promise<void> {
    const session = currentSession()
    if (this.#isOpen) {
      try {
        const events = await session.driver.close()
        this.#trace.push({ kind: 'closed', events })
      } catch (error) {
        if (!(error instanceof DriverError)) throw error
        const step = 'the subject is closed'
        if (this.#verdict === undefined) {
          this.#fail(
            session.stopped === undefined
              ? { kind: 'driver', step, attempted: [], failure: error.failure }
              : { kind: 'abandoned', step, reason: session.stopped },
          )
        }
      }
    }
    const seen = { trace: this.#trace, checked: this.#checked }
    if (session.isReading) {
      const verdict = { kind: 'not-run', reason: 'the suite is read, not run' } as const
      if (this.#role !== undefined) session.record(pickleId, this.#role, { ...seen, verdict })
      return
    }
    const asked = this.#verdict ?? judge({ requirements: this.#requirements }, seen, session.edition)
    const fault = judgeTrace(asked.kind, this.#trace, session.edition)
    const verdict: Verdict = fault === undefined ? asked : { kind: 'failed', failure: fault }
    if (this.#role !== undefined) session.record(pickleId, this.#role, { ...seen, verdict })
    if (fault !== undefined) throw failureMessage([fault.requirement], fault.mismatch)
    if (verdict.kind === 'passed-unexpectedly') throw new Error(this.#describe(verdict))
  }

  async #drive(attempted: readonly Action[], body: () => Promise<void>): Promise<StepOutcome> {
    try {
      await body()
      return undefined
    } catch (error) {
      if (!(error instanceof DriverError)) throw error
      const { stopped } = currentSession()
      if (stopped !== undefined) {
        // The stop of the run ended the driver, so the driver has not crashed.
        this.#fail({ kind: 'abandoned', step: this.#step, reason: stopped })
        return 'skipped'
      }
      const verdict = this.#fail({ kind: 'driver', step: this.#step, attempted, failure: error.failure })
      if (verdict.kind !== 'not-supported' && !isAccepted(verdict.kind)) throw error
      this.attach(this.#describe(verdict), 'text/plain')
      return 'skipped'
    }
  }

  /** Ends the scenario with this verdict. */
  #fail(failure: CaseFailure): Verdict {
    const record = { trace: this.#trace, checked: this.#checked, failure }
    this.#verdict = judge({ requirements: this.#requirements }, record, currentSession().edition)
    return this.#verdict
  }

  #describe(verdict: Verdict): string {
    const why = describeVerdict(dataOf(verdict, this.#requirements), currentSession().edition.name)
    return why === undefined ? verdict.kind : `${verdict.kind}: ${why}`
  }

  #announce(action: Action): void {
    if (action.kind !== 'ask') return
    if (action.message.type === 'SetWriterPartitions') {
      this.#announced = { ...this.#announced, writers: action.message.numPartitions }
    }
    if (action.message.type === 'SetReaderPartitions') {
      this.#announced = { ...this.#announced, readers: action.message.numPartitions }
    }
  }
}
