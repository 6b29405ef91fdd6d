import type { Action, Actions, Plain } from '../../../src/contract/actions.ts'
import type { Event } from '../../../src/contract/events.ts'
import type { Role } from '../../../src/contract/roles.ts'
import type { Opening, Setups } from '../../../src/contract/setups.ts'
import type { Deviation } from '../../../src/reference/deviations.ts'
import type { Model, State, Step } from '../../../src/reference/model.ts'
import type { Wrapper } from '../mutant.ts'

// The combinators that mutants are made of: each gives a function around the model. Those of one role leave the other roles alone.

export type ActionOf<R extends Role> = Plain<Actions[R]>

/** An action that the model has taken, of whichever role. */
export interface Taken {
  readonly before: State
  readonly action: Plain<Action>
  readonly after: State
  readonly events: readonly Event[]
}

/** The same of one role. */
export interface TakenOf<R extends Role> {
  readonly before: State<R>
  readonly action: ActionOf<R>
  readonly after: State<R>
  readonly events: readonly Event[]
}

/** The input of a changed step: the state, the action, and the model's own step. */
export interface Taking<R extends Role> {
  readonly state: State<R>
  readonly action: ActionOf<R>
  readonly take: (state: State<R>, action: ActionOf<R>) => Step<R>
}

/** All of the wrappers, the first innermost. */
export const all =
  (...wrappers: readonly Wrapper[]): Wrapper =>
  (model) =>
    wrappers.reduce((inner, wrap) => wrap(inner), model)

/** Replaces the step of every role. An action of a `together` is a step of its own. */
export function onEachStep(change: (taking: Taking<Role>) => Step): Wrapper {
  return ({ open, step }) => {
    const plain = (state: State, action: Plain<Action>) => change({ state, action, take: step })
    return {
      open,
      step: (state, action) =>
        action.kind === 'together' ? inTurn(plain, state, action.actions) : plain(state, action),
    }
  }
}

/** Takes actions one after the other. */
export function inTurn<S, A>(
  take: (state: S, action: A) => { readonly state: S; readonly events: readonly Event[] },
  state: S,
  actions: readonly A[],
): { readonly state: S; readonly events: readonly Event[] } {
  const events: Event[] = []
  let now = state
  for (const action of actions) {
    const next = take(now, action)
    now = next.state
    events.push(...next.events)
  }
  return { state: now, events }
}

/** Alters which of the actions of a `together` are taken, or from which states. */
export function onTogether(
  change: (step: Model['step'], state: State, actions: readonly Plain<Action>[]) => Step,
): Wrapper {
  return ({ open, step }) => ({
    open,
    step: (state, action) => (action.kind === 'together' ? change(step, state, action.actions) : step(state, action)),
  })
}

/** Replaces the step of one role. */
export function onStep<R extends Role>(role: R, change: (taking: Taking<R>) => Step<R>): Wrapper {
  return onEachStep((taking) =>
    // The role of the state decides the type of the action, which TypeScript cannot follow.
    taking.state.role === role ? change(taking as unknown as Taking<R>) : taking.take(taking.state, taking.action),
  )
}

/** Like `onStep`, with a memory beside the model's state, which begins as `initial`. */
export function withMemory<R extends Role, M>(
  role: R,
  initial: M,
  change: (taking: Taking<R>, memory: M) => Step<R> & { readonly memory: M },
): Wrapper {
  return onStep(role, (taking) => {
    const { memory = initial } = taking.state as State<R> & { readonly memory?: M }
    const { state, events, memory: next } = change(taking, memory)
    return { state: { ...state, memory: next }, events }
  })
}

/** Does not take the actions for which `when` holds: nothing happens. */
export function ignoreAction<R extends Role>(
  role: R,
  when: (action: ActionOf<R>, state: State<R>) => boolean,
): Wrapper {
  return onStep(role, ({ state, action, take }) => (when(action, state) ? { state, events: [] } : take(state, action)))
}

/** Takes other actions in place of an action, one after the other. */
export function alterAction<R extends Role>(
  role: R,
  change: (action: ActionOf<R>, state: State<R>) => ActionOf<R> | readonly ActionOf<R>[],
): Wrapper {
  return onStep(role, ({ state, action, take }) => inTurn(take, state, [change(action, state)].flat() as ActionOf<R>[]))
}

/** Alters the state that a step leads to. */
export function alterState<R extends Role>(role: R, change: (taken: TakenOf<R>) => State<R>): Wrapper {
  return onStep(role, ({ state, action, take }) => {
    const { state: after, events } = take(state, action)
    return { state: change({ before: state, action, after, events }), events }
  })
}

/** Alters what a step leads to. */
export function alterStep<R extends Role>(role: R, change: (taken: TakenOf<R>) => Step<R>): Wrapper {
  return onStep(role, ({ state, action, take }) => {
    const { state: after, events } = take(state, action)
    return change({ before: state, action, after, events })
  })
}

/** Alters the setup that a role is opened with. */
export function alterSetup<R extends Role>(role: R, change: (setup: Setups[R]) => Setups[R]): Wrapper {
  return onOpening((opening) =>
    opening.role === role ? ({ role, setup: change(opening.setup as Setups[R]) } as Opening) : opening,
  )
}

/** Alters the state that a role begins with. */
export function alterFirstState<R extends Role>(
  role: R,
  change: (state: State<R>, setup: Setups[R]) => State<R>,
): Wrapper {
  return ({ open, step }) => ({
    step,
    open(opening, deviations) {
      const opened = open(opening, deviations)
      if (opening.role !== role) return opened
      return { ...opened, state: change(opened.state as State<R>, opening.setup as Setups[R]) }
    },
  })
}

/** Follows the edition without one of its deviations. */
export function withoutDeviation(deviation: Deviation): Wrapper {
  return ({ open, step }) => ({
    step,
    open: (opening, deviations) => open(opening, new Set([...deviations].filter((one) => one !== deviation))),
  })
}

function onOpening(change: (opening: Opening) => Opening): Wrapper {
  return ({ open, step }: Model) => ({ step, open: (opening, deviations) => open(change(opening), deviations) })
}
