import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import type { Trace, TraceStep } from './trace.ts'

/** Something that binds every edition and holds in every trace, whatever the scenario looks at. */
export interface Invariant {
  /** The requirement that is broken where it does not hold. */
  readonly requirement: string
  readonly says: string
  /** The events that break it, in the trace so far and in its last step; none if it holds. */
  readonly broken: (before: Trace, last: TraceStep) => readonly Event[]
}

/** What was done in a step, one by one. */
export const actionsOf = (step: TraceStep): readonly Plain<Action>[] =>
  step.kind === 'acted' ? plainActions(step.action) : []
