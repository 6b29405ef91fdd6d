import type { Action, Plain } from '../../src/contract/actions.ts'
import type { State } from '../../src/reference/model.ts'

/**
 * The actions in groups that do not touch each other: no action of one changes what one of another does, and no actor
 * is seen in two. What the orders across groups show is all the same, so each group may be taken to its end before the
 * next (partial-order reduction), and the tasks of a step cost their sum and not their product.
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
