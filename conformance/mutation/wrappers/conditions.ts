import type { Role } from '../../../src/contract/roles.ts'
import type { PlainError } from '../../../src/contract/values.ts'
import type { State } from '../../../src/reference/model.ts'
import type { Taken } from './wrapper.ts'

// Conditions on an action that the model has taken, as the combinators of events want them.

/** A condition on an action that the model has taken. */
export type Condition = (taken: Taken) => boolean

/** The action is one of these kinds. */
export const on =
  (...kinds: readonly Taken['action']['kind'][]): Condition =>
  ({ action }) =>
    kinds.includes(action.kind)

/** A fault at one of these places was hit. */
export const hit =
  (...places: readonly string[]): Condition =>
  (taken) =>
    places.some((place) => faultHit(taken, place) !== undefined)

/** An interrupt was hit at one of these places. */
export const interruptedAt =
  (...places: readonly string[]): Condition =>
  (taken) =>
    places.some((place) => faultHit(taken, place)?.type === 'InterruptedException')

export const both =
  (one: Condition, other: Condition): Condition =>
  (taken) =>
    one(taken) && other(taken)

export const not =
  (one: Condition): Condition =>
  (taken) =>
    !one(taken)

/** The fault that was thrown at a place in this step: it was pending before, and is not pending after. */
export function faultHit({ before, after }: Taken, place: string): PlainError | undefined {
  const left = new Map(pendingFaults(after))
  return pendingFaults(before).find(([key]) => key.startsWith(`${place} `) && !left.has(key))?.[1]
}

/** Pending faults by place and partition. */
function pendingFaults<R extends Role>(state: State<R>): readonly PlacedFault[] {
  return pendingByRole[state.role](state)
}

type PlacedFault = readonly [place: string, error: PlainError]

const pendingByRole: { readonly [R in Role]: (state: State<R>) => readonly PlacedFault[] } = {
  planner: () => [],
  operator: ({ faults }) => placed(faults),
  task: ({ faults }) => [...faults].flatMap(([partition, own]) => placed(own, partition)),
  coordinator: ({ faults }) => placed(faults),
  query: ({ operator, tasks, coordinator }) => [operator, tasks, coordinator].flatMap((part) => pendingFaults(part)),
}

const placed = (faults: Readonly<Record<string, PlainError>>, partition: number | '' = '') =>
  Object.entries(faults).map(([place, error]) => [`${place} ${partition}`, error] as const)
