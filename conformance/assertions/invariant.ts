import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import type { Trace, TraceStep } from './trace.ts'

/** A property that binds every edition and holds in every trace, whatever its scenario expects. */
export interface Invariant {
  /** The requirement that a violation breaks. */
  readonly requirement: string
  /** The invariant as a plain statement, shown to users. */
  readonly says: string
  /** The events of the last step that break it, given the trace before; none if it holds. */
  readonly broken: (before: Trace, last: TraceStep) => readonly Event[]
}

/** The actions of a step, one by one. */
export const actionsOf = (step: TraceStep): readonly Plain<Action>[] =>
  step.kind === 'acted' ? plainActions(step.action) : []
