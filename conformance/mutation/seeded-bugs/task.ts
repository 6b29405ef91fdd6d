import { withTask } from '../wrappers/task.ts'
import { onStep, withMemory } from '../wrappers/wrapper.ts'
import type { SeededBug } from './seeded-bug.ts'

/** Rows of the epoch under way, and of the one before. */
interface Rows {
  readonly now: number
  readonly before: number
}

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
    wrap: onStep('task', ({ state, action, take }) => {
      if (action.kind !== 'end-epoch') return take(state, action)
      const epoch = Math.min(...[...state.running.values()].map((task) => task.epoch))
      return take(
        withTask(state, action.partition, (task) => ({ ...task, epoch })),
        action,
      )
    }),
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
    wrap: withMemory<'task', Readonly<Record<number, Rows>>>('task', {}, ({ state, action, take }, counts) => {
      const partition = action.kind === 'row' || action.kind === 'end-epoch' ? action.partition : -1
      const { now, before } = counts[partition] ?? { now: 0, before: 0 }
      const counted = (rows: Rows) => ({ ...take(state, action), memory: { ...counts, [partition]: rows } })
      if (action.kind === 'row') return counted({ now: now + 1, before })
      if (action.kind !== 'end-epoch') return { ...take(state, action), memory: counts }
      if (now === 0 && before > 0) return { state, events: [], memory: counts }
      return counted({ now: 0, before: now })
    }),
    breaks: ['RDD-16'],
  },
]
