import type { Event } from '../../../src/contract/events.ts'
import type { Ask } from '../../../src/contract/messages.ts'
import type { ErrorValue } from '../../../src/contract/values.ts'
import type { State, Step } from '../../../src/reference/model.ts'
import type {} from './wrapper.ts'

// The parts of operator mutants.

export const asked = (message: Ask): Event => ({ kind: 'asked', actor: 'operator', message })
export const childExecuted: Event = { kind: 'child-executed', actor: 'operator' }
export const returned: Event = { kind: 'returned', actor: 'operator', partitions: 0 }
export const threw = (error: ErrorValue): Event => ({ kind: 'threw', actor: 'operator', error })
export const lookedUp = (id: string | null): Event => ({ kind: 'coordinator-looked-up', actor: 'operator', id })
export const jobSubmitted = (partitions: number): Event => ({ kind: 'job-submitted', actor: 'operator', partitions })
export const taskStarted = (partition: number): Event => {
  return { kind: 'task-started', actor: `task-${partition}`, partition }
}

/** The query's thread is done with the execution, behind these events. */
export function end(state: State<'operator'>, events: readonly Event[], last: Event = returned): Step<'operator'> {
  return { state: { ...state, thread: 'idle' }, events: [...events, last] }
}
