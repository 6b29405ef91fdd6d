import { type Driver, DriverError, type DriverFailure } from '../../src/adapters/driver.ts'
import type { Action } from '../../src/contract/actions.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import type { Role } from '../../src/contract/roles.ts'
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

/** One run of the suite on one driver: connects the scenarios to the driver, and records their cases. */
export class Session {
  readonly driver: Driver
  readonly identity: Identity
  readonly edition: Edition
  /** Whether the scenarios are only planned: each expectation counts as met, and no case is judged. */
  readonly isReading: boolean
  /** By the id of the pickle. */
  readonly cases = new Map<string, JudgedCase>()
  #stopped: string | undefined
  readonly #lostInARow = new Map<Role, number>()

  constructor(driver: Driver, identity: Identity, edition: Edition, isReading = false) {
    this.driver = driver
    this.identity = identity
    this.edition = edition
    this.isReading = isReading
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

  /** Records a case that has ended. */
  record(pickleId: string, role: Role, judged: JudgedCase): void {
    this.cases.set(pickleId, judged)
    const { kind } = judged.verdict
    if (kind === 'not-run') return
    const lost = kind === 'crashed' || kind === 'timed-out'
    this.#lostInARow.set(role, lost ? (this.#lostInARow.get(role) ?? 0) + 1 : 0)
  }
}

// Cucumber imports the steps by itself. A test runner with its own module loader has a second copy of this module.
const shared = globalThis as typeof globalThis & { cwcSession?: Session | undefined }

/** Makes `session` the current session while `body` runs. One at a time, because Cucumber runs in this process. */
export async function withSession<T>(session: Session, body: () => Promise<T>): Promise<T> {
  if (shared.cwcSession !== undefined) throw new Error('a run of the suite is under way already')
  shared.cwcSession = session
  try {
    return await body()
  } finally {
    shared.cwcSession = undefined
  }
}

/** The current session. @throws Error if the features are run by a program other than `cwc run` */
export function currentSession(): Session {
  if (shared.cwcSession === undefined)
    throw new Error('no driver: run the features with `npx cwc run`, not with cucumber-js')
  return shared.cwcSession
}
