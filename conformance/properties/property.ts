import type { Action } from '../../src/contract/actions.ts'
import type { Event, EventKind } from '../../src/contract/events.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Deviation } from '../../src/reference/deviations.ts'
import type { State } from '../../src/reference/model.ts'
import type { Bounds } from '../state-space/bounds.ts'
import type { Fault } from '../state-space/faults.ts'

/** One step of a generated case: what was known before, what was done, what was seen. */
export interface Moment<Env = unknown, History = unknown, R extends Role = Role> {
  readonly bounds: Bounds<R>
  /** What the kit has given, this step's action included. */
  readonly env: Env
  /** What was seen before this step. */
  readonly history: History
  readonly action: Action
  readonly events: readonly Event[]
  /** The model's state after the step, where it is the model that is looked at. */
  readonly state?: State<R>
}

/** What the page says of every moment, in a form that can be checked without the model. */
export interface Always<Env, History, R extends Role = Role> {
  readonly name: string
  readonly requirements: readonly string[]
  /** The property does not bind editions with this deviation. */
  readonly unless?: Deviation
  /** A run that has seen none of these has said nothing about the property. */
  readonly speaksOf: readonly EventKind[]
  /** Whether no output can break it: then every moment is checked, else only those with events. */
  readonly alsoWithoutEvents: boolean
  /** Whether it says something of this moment, where its events alone do not tell. */
  spoke?(moment: Moment<Env, History, R>): boolean
  /** It looks at the model's state, so no run of a driver says anything of it. */
  readonly onModelOnly?: true
  /** How the moment breaks it; undefined if it holds. */
  broken(moment: Moment<Env, History, R>): string | undefined
}

/** A situation that has to be reached by some schedule: without it, what always holds may hold for nothing. */
export interface Sometimes<Env, History, R extends Role = Role> {
  readonly name: string
  readonly requirements: readonly string[]
  /** The faults without which no schedule reaches it. */
  readonly needs: readonly Fault[]
  reached(moment: Moment<Env, History, R>): boolean
}

/**
 * The properties of a role, and what they remember of what was seen. Env and history are handed back to them as they came. The
 * functions are methods, whose parameters TypeScript compares both ways: so the properties of one role are properties of any.
 */
export interface RoleProperties<Env = unknown, History = unknown, R extends Role = Role> {
  begin(bounds: Bounds<R>): History
  /** The history with the events of a step: small, plain data. */
  after(history: History, events: readonly Event[]): History
  readonly always: readonly Always<Env, History, R>[]
  readonly sometimes: readonly Sometimes<Env, History, R>[]
}
