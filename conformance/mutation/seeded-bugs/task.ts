import { head, wrapped } from '../mutants/task-wrapped.ts'
import type { SeededBug } from './seeded-bug.ts'

/** Tasks that write well as long as they are alone, or keep step with each other. */
export const taskBugs: readonly SeededBug[] = [
  {
    id: 'task-shares-the-tracker',
    role: 'task',
    edition: 'document',
    name: 'commits to the epoch of the task that is farthest behind',
    story:
      'The epoch tracker is one for all threads of the executor, and moves on when all of its tasks have ended the epoch.',
    needsInterleaving: true,
    file: 'task.ts',
    find: 'commit(task, armedAt(state, task.partition))',
    replace: `commit({ ...task, epoch: Math.min(...[...state.running.values()].map(({ epoch }) => epoch)) }, armedAt(state, task.partition))`,
    breaks: ['ET-3'],
  },
  {
    id: 'task-skips-an-empty-epoch',
    role: 'task',
    edition: 'document',
    name: 'does not end an epoch without rows that comes after one with rows',
    story:
      'Whether there is something to commit is asked of a flag that the epoch before has left behind, the wrong way round.',
    needsInterleaving: false,
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  const { partition } = action
  const { now = 0, before = 0 } = state.counts?.[partition] ?? {}
  const counted = (result, counts) => ({ ...result, state: { ...result.state, counts: { ...state.counts, [partition]: counts } } })
  if (action.kind === 'row') return counted(inner(state, action), { now: now + 1, before })
  if (action.kind !== 'end-epoch') return inner(state, action)
  if (now === 0 && before > 0) return { state, events: [] }
  return counted(inner(state, action), { now: 0, before: now })`),
    breaks: ['RDD-16'],
  },
]
