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

/** Why a case did not pass: what the scenario step was, and what went wrong in it. */
export type CaseFailure =
  /** The last expectation that was looked at is not met. */
  | { readonly kind: 'mismatch'; readonly step: string; readonly mismatch: Mismatch }
  /** Something happened on the way that no trace may hold, whatever the scenario looks at. */
  | ({ readonly kind: 'violation' } & Violation)
  /** A step on the way is none that the model shows in that edition: a requirement that speaks of it, and how it shows. */
  | { readonly kind: 'nonconforming'; readonly requirement: string; readonly mismatch: Mismatch; readonly at: number }
  /** The driver could not do what it was asked. */
  | {
      readonly kind: 'driver'
      readonly step: string
      /** What the driver was asked to do and did not. */
      readonly attempted: readonly Action[]
      readonly failure: DriverFailure
    }
  /** The case was never begun, because the run had been given up or stopped. */
  | { readonly kind: 'abandoned'; readonly step: string; readonly reason: string }

/** An expectation that was looked at, and the stretch of the trace that it was put to. */
export interface Checked {
  readonly expectation: Expectation
  readonly from: number
  readonly to: number
}

/** Everything that was observed of one case. */
export interface CaseRecord {
  readonly trace: Trace
  readonly checked: readonly Checked[]
  /** If there is one, it belongs to the last expectation or comes after it. */
  readonly failure?: CaseFailure
}

/** A case that has ended, with the one verdict on it. */
export interface JudgedCase {
  readonly trace: Trace
  readonly checked: readonly Checked[]
  readonly verdict: Verdict
}

/** After this many cases of one role in a row that crash or time out, the rest of the role is given up. */
const patience = 10

/** One run of the suite against one driver: the scenarios' way to the driver, and the record of what they saw. */
export class Session {
  readonly driver: Driver
  readonly identity: Identity
  readonly edition: Edition
  /** Whether the scenarios are only read: each expectation counts as met, and no case is judged. */
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

  /** Why no further case is begun, of any role. */
  get stopped(): string | undefined {
    return this.#stopped
  }

  /** Why no further case of the role is begun, if none is. */
  abandoned(role: Role): string | undefined {
    if (this.#stopped !== undefined || (this.#lostInARow.get(role) ?? 0) < patience) return this.#stopped
    return `given up: the driver crashed or timed out in ${patience} cases of role ${role} in a row`
  }

  /**
   * Opens a subject for a case.
   *
   * @throws DriverError also when the role is none that the driver claims
   */
  async open(opening: Opening) {
    if (!this.identity.roles.includes(opening.role)) {
      const reason = `${this.identity.implementation.name} does not offer role ${opening.role}`
      throw new DriverError({ kind: 'not-supported', reason })
    }
    return await this.driver.open(opening)
  }

  /** Takes a case that has ended. */
  record(pickleId: string, role: Role, judged: JudgedCase): void {
    this.cases.set(pickleId, judged)
    const { kind } = judged.verdict
    if (kind === 'not-run') return
    const lost = kind === 'crashed' || kind === 'timed-out'
    this.#lostInARow.set(role, lost ? (this.#lostInARow.get(role) ?? 0) + 1 : 0)
  }
}

// Cucumber imports the steps by itself: a test runner that loads modules in its own way has a second copy of this one.
const shared = globalThis as typeof globalThis & { cwcSession?: Session | undefined }

/** Makes `session` the one that scenarios speak to while `body` runs. One at a time: cucumber runs in this process. */
export async function withSession<T>(session: Session, body: () => Promise<T>): Promise<T> {
  if (shared.cwcSession !== undefined) throw new Error('a run of the suite is under way already')
  shared.cwcSession = session
  try {
    return await body()
  } finally {
    shared.cwcSession = undefined
  }
}

/** @throws Error if the features are run by something other than `cwc run` */
export function currentSession(): Session {
  if (shared.cwcSession === undefined)
    throw new Error('no driver: run the features with `npx cwc run`, not with cucumber-js')
  return shared.cwcSession
}
