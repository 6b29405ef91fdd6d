import type { Action, Plain } from '../../src/contract/actions.ts'
import type { State } from '../../src/reference/model.ts'

/**
 * The actions in independent groups: no action of a group affects those of another, and no actor is observed in two groups.
 * All orders across groups show the same events, so the search takes one group after the other (partial-order reduction).
 * So the cost of several tasks in a step is the sum of their costs, not the product.
 */
export function independent(actions: readonly Plain<Action>[], state: State): readonly (readonly Plain<Action>[])[] {
  if (state.role !== 'task') return [actions]
  const groups = new Map<number | 'starts' | 'rdd', Plain<Action>[]>()
  // Tasks are numbered in the order in which they are started.
  const started = new Set(actions.flatMap((action) => (action.kind === 'start' ? [action.partition] : [])))
  for (const action of actions) {
    const partition = 'partition' in action ? action.partition : undefined
    const group = partition === undefined ? 'rdd' : started.has(partition) ? 'starts' : partition
    groups.set(group, [...(groups.get(group) ?? []), action])
  }
  return [...groups.values()]
}
