import type { Action } from '../../src/contract/actions.ts'
import type { Event, EventKind } from '../../src/contract/events.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Deviation } from '../../src/reference/deviations.ts'
import type { State } from '../../src/reference/model.ts'
import type { Bounds } from '../state-space/bounds.ts'
import type { Fault } from '../state-space/faults.ts'

/** One step of a generated case: the history before it, the action, and the observed events. */
export interface Moment<Env = unknown, History = unknown, R extends Role = Role> {
  readonly bounds: Bounds<R>
  /** The kit's own inputs so far, this step's action included. */
  readonly env: Env
  /** Summary of the events observed before this step. */
  readonly history: History
  readonly action: Action
  readonly events: readonly Event[]
  /** The model's state after the step; only in a search of the model. */
  readonly state?: State<R>
}

/** A statement of the page about every step, checked without the model. */
export interface Always<Env, History, R extends Role = Role> {
  readonly name: string
  readonly requirements: readonly string[]
  /** The property does not bind editions with this deviation. */
  readonly unless?: Deviation
  /** Kinds of event that exercise the property: a run without any of them has not checked it. */
  readonly speaksOf: readonly EventKind[]
  /** Whether a step without events can break it: then every step is checked, otherwise only steps with events. */
  readonly alsoWithoutEvents: boolean
  /** Whether this step exercises the property, where the kinds of its events do not decide that. */
  spoke?(moment: Moment<Env, History, R>): boolean
  /** The property reads the model's state, so no run of a driver can check it. */
  readonly onModelOnly?: true
  /** How the step breaks the property; undefined if it holds. */
  broken(moment: Moment<Env, History, R>): string | undefined
}

/** A situation that some schedule has to reach. If none does, the `always` properties may hold vacuously. */
export interface Sometimes<Env, History, R extends Role = Role> {
  readonly name: string
  readonly requirements: readonly string[]
  /** The faults that a schedule needs to reach it. */
  readonly needs: readonly Fault[]
  reached(moment: Moment<Env, History, R>): boolean
}

/**
 * The properties of a role, and the history that they keep of the observed events. Env and history are opaque to callers. The
 * functions are methods because TypeScript compares method parameters both ways, so one role's properties fit any role.
 */
export interface RoleProperties<Env = unknown, History = unknown, R extends Role = Role> {
  begin(bounds: Bounds<R>): History
  /** The history with the events of a step: small, plain data. */
  after(history: History, events: readonly Event[]): History
  readonly always: readonly Always<Env, History, R>[]
  readonly sometimes: readonly Sometimes<Env, History, R>[]
}
