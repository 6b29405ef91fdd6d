import type { Mutant } from '../mutant.ts'
import { on } from '../wrappers/conditions.ts'
import { before, behind, drop, patch } from '../wrappers/events.ts'
import {
  committed,
  completedFirst,
  computed,
  partitionOf,
  taskBefore,
  wasCompleted,
  withTask,
  writerAborted,
  writerClosed,
} from '../wrappers/task.ts'
import { alterAction, alterState, ignoreAction, inTurn, onStep, withMemory } from '../wrappers/wrapper.ts'

/** How a task goes on, and how it ends without an error. */
export const taskEndMutants: readonly Mutant[] = [
  {
    name: 'ends after one epoch',
    wrap: completedFirst(true, ({ kind }) => kind === 'end-epoch'),
    breaks: ['RDD-25'],
  },
  {
    name: 'ends after two epochs',
    wrap: withMemory<'task', ReadonlySet<number>>('task', new Set(), ({ state, action, take }, ended) => {
      if (action.kind !== 'end-epoch') return { ...take(state, action), memory: ended }
      const { partition } = action
      const now = ended.has(partition) ? withTask(state, partition, (task) => ({ ...task, completed: true })) : state
      return { ...take(now, action), memory: new Set([...ended, partition]) }
    }),
    breaks: ['RDD-25'],
  },
  {
    name: 'asks the parent for another epoch, but makes no writer before there is a row',
    wrap: drop('writer-created', on('end-epoch')),
    breaks: ['RDD-25'],
  },
  {
    name: 'ends with another task that is completed',
    wrap: alterState('task', ({ after, action }) => {
      if (action.kind !== 'complete') return after
      return {
        ...after,
        running: new Map([...after.running].map(([one, task]) => [one, { ...task, completed: true }])),
      }
    }),
    breaks: ['RDD-25'],
  },
  {
    name: 'ends because the task before it on its partition was completed',
    wrap: withMemory<'task', ReadonlySet<number>>('task', new Set(), ({ state, action, take }, completed) => {
      const { state: after, events } = take(state, action)
      const partition = partitionOf(action)
      const memory = action.kind === 'complete' ? new Set([...completed, partition]) : completed
      const wrong = withTask(after, partition, (task) => ({ ...task, completed: memory.has(partition) }))
      return { state: wrong, events, memory }
    }),
    breaks: ['RDD-25'],
  },
  {
    name: 'takes a kill for an interrupt, and begins the epoch again',
    wrap: alterAction('task', (action) => (action.kind === 'kill' ? { ...action, kind: 'interrupt' } : action)),
    breaks: ['RDD-26'],
  },
  {
    name: 'does not notice that it is completed',
    wrap: ignoreAction('task', ({ kind }) => kind === 'complete'),
    breaks: ['RDD-27', 'RDD-49'],
  },
  {
    name: 'notices an epoch too late that it is completed',
    wrap: withMemory<'task', ReadonlySet<number>>('task', new Set(), ({ state, action, take }, late) => {
      const partition = partitionOf(action)
      if (action.kind === 'complete') return { state, events: [], memory: new Set([...late, partition]) }
      const { state: after, events } = take(state, action)
      if (!late.has(partition) || action.kind === 'row') return { state: after, events, memory: late }
      const completed = withTask(after, partition, (task) => ({ ...task, completed: true }))
      return { state: completed, events, memory: new Set([...late].filter((one) => one !== partition)) }
    }),
    breaks: ['RDD-27', 'RDD-49'],
  },
  {
    name: 'asks the parent once more before it notices that it is completed',
    wrap: before('task-finished', ({ partition }, taken) => computed(partition, (taskBefore(taken)?.epoch ?? 0) + 1)),
    breaks: ['RDD-27'],
  },
  {
    name: 'drops the epoch under way when it is completed',
    wrap: onStep('task', ({ state, action, take }) => {
      if (action.kind !== 'complete') return take(state, action)
      return inTurn(take, state, [action, { kind: 'interrupt', partition: action.partition }])
    }),
    breaks: ['RDD-28'],
  },
  {
    name: 'aborts the writer of the epoch under way when it is completed',
    wrap: onStep('task', ({ state, action, take }) => {
      const task = state.running.get(partitionOf(action))
      if (action.kind !== 'end-epoch' || !task?.completed) return take(state, action)
      const { state: after, events } = take(state, { kind: 'interrupt', partition: action.partition })
      return { state: after, events: [writerAborted(task.partition, task.epoch), ...events] }
    }),
    breaks: ['RDD-28'],
  },
  {
    name: 'commits the last epoch of a completed task, but does not send it',
    wrap: drop('sent', wasCompleted),
    breaks: ['RDD-28'],
  },
  {
    name: 'drops the rows that come after it is completed',
    wrap: drop('row-written', wasCompleted),
    breaks: ['RDD-28'],
  },
  {
    name: 'gives a row when it ends well',
    wrap: patch('task-finished', { rows: 1 }),
    breaks: ['RDD-29'],
  },
  {
    name: 'gives a row for each epoch that it has written',
    wrap: patch('task-finished', (_, taken) => ({ rows: (taken && taskBefore(taken)?.epoch) ?? 1 })),
    breaks: ['RDD-29'],
  },
  {
    name: 'closes a writer when its commit has been sent',
    wrap: behind('sent', ({ message: { partitionId, epoch } }) => writerClosed(partitionId, epoch)),
    breaks: ['RDD-43'],
  },
  {
    name: 'asks a writer to commit that has been aborted',
    wrap: behind('writer-aborted', ({ partition, epoch }) => committed(partition, epoch, '')),
    breaks: ['RDD-43'],
  },
  {
    name: 'closes a writer that has been aborted',
    wrap: behind('writer-aborted', ({ partition, epoch }) => writerClosed(partition, epoch)),
    breaks: ['RDD-43'],
  },
  {
    name: 'aborts the last writer of a completed task although its commit has been sent',
    wrap: behind('sent', ({ message: { partitionId, epoch } }) => writerAborted(partitionId, epoch), wasCompleted),
    breaks: ['RDD-43'],
  },
  {
    name: 'aborts the writer of the epoch before along with its own',
    wrap: behind('writer-aborted', ({ partition, epoch }) => (epoch > 0 ? writerAborted(partition, epoch - 1) : [])),
    breaks: ['RDD-43'],
  },
]
