import { type Driver, DriverError, type DriverFailure } from '../../src/adapters/driver.ts'
import type { Action } from '../../src/contract/actions.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Opening } from '../../src/contract/setups.ts'
import type { Expectation, Mismatch } from '../assertions/expectation.ts'
import type { Violation } from '../assertions/invariants.ts'
import type { Trace } from '../assertions/trace.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Verdict, VerdictKind } from './verdict.ts'

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
  /** The case never began, because the role was given up or the run was stopped. */
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

/** A role is given up after this many crashes or timeouts in a row. */
const patience = 10

/** One run of the suite on one driver: opens subjects, and decides whether another case begins. */
export class Session {
  readonly driver: Driver
  readonly identity: Identity
  readonly edition: Edition
  #stopped: string | undefined
  readonly #lostInARow = new Map<Role, number>()

  constructor(driver: Driver, identity: Identity, edition: Edition) {
    this.driver = driver
    this.identity = identity
    this.edition = edition
  }

  /** Begins no further case. */
  stop(reason: string): void {
    this.#stopped ??= reason
  }

  /** The reason for which no further case of any role begins. */
  get stopped(): string | undefined {
    return this.#stopped
  }

  /** The reason for which no further case of the role begins, if there is one. */
  abandoned(role: Role): string | undefined {
    if (this.#stopped !== undefined || (this.#lostInARow.get(role) ?? 0) < patience) return this.#stopped
    return `given up: the driver crashed or timed out in ${patience} cases of role ${role} in a row`
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

  /** Takes note of a case that has ended. */
  record(role: Role, kind: VerdictKind): void {
    if (kind === 'not-run') return
    const lost = kind === 'crashed' || kind === 'timed-out'
    this.#lostInARow.set(role, lost ? (this.#lostInARow.get(role) ?? 0) + 1 : 0)
  }
}
