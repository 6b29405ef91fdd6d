import { type Driver, DriverError, type DriverFailure } from '../../src/adapters/driver.ts'
import type { Action } from '../../src/contract/actions.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import type { Opening } from '../../src/contract/setups.ts'
import type { Expectation, Mismatch } from '../assertions/expectation.ts'
import type { Violation } from '../assertions/invariants.ts'
import type { Trace } from '../assertions/trace.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Verdict } from './verdict.ts'

/** The failure of a case. */
export type CaseFailure =
  /** The last examined expectation is not met. */
  | { readonly kind: 'mismatch'; readonly step: string; readonly mismatch: Mismatch }
  /** The trace breaks an invariant. */
  | ({ readonly kind: 'violation' } & Violation)
  /** The model of the edition does not allow a step. `requirement` is the one to which the difference is attributed. */
  | { readonly kind: 'nonconforming'; readonly requirement: string; readonly mismatch: Mismatch; readonly at: number }
  /** A call to the driver failed. */
  | {
      readonly kind: 'driver'
      readonly step: string
      /** The actions of the failed call. */
      readonly attempted: readonly Action[]
      readonly failure: DriverFailure
    }
  /** The case did not begin or end, because the run was stopped. */
  | { readonly kind: 'abandoned'; readonly step: string; readonly reason: string }

/** An examined expectation, and the part of the trace that it was checked against. */
export interface Checked {
  readonly expectation: Expectation
  readonly from: number
  readonly to: number
}

/** All observations of one case. */
export interface CaseRecord {
  readonly trace: Trace
  readonly checked: readonly Checked[]
  /** It belongs to the last expectation, or comes after it. */
  readonly failure?: CaseFailure
}

/** A case that has ended, with its verdict. */
export interface JudgedCase {
  readonly trace: Trace
  readonly checked: readonly Checked[]
  readonly verdict: Verdict
}

/** The cases of one driver: opens their subjects, and knows whether the run was stopped. */
export class Session {
  readonly driver: Driver
  readonly identity: Identity
  readonly edition: Edition
  #stopped: string | undefined

  constructor(driver: Driver, identity: Identity, edition: Edition) {
    this.driver = driver
    this.identity = identity
    this.edition = edition
  }

  /** Begins no further case. */
  stop(reason: string): void {
    this.#stopped ??= reason
  }

  /** The reason for which no further case begins. */
  get stopped(): string | undefined {
    return this.#stopped
  }

  /**
   * Opens a subject for a case.
   *
   * @throws DriverError also if the driver does not claim the role
   */
  async open(opening: Opening) {
    if (!this.identity.roles.includes(opening.role)) {
      const reason = `${this.identity.implementation.name} does not offer role ${opening.role}`
      throw new DriverError({ kind: 'not-supported', reason })
    }
    return await this.driver.open(opening)
  }
}
