import type { Event } from '../../src/contract/events.ts'
import type { TaskBounds } from '../state-space/bounds.ts'

/** What was seen of the tasks of a write RDD, by partition. */
export interface TaskHistory {
  readonly tasks: readonly SeenTask[]
  /** The ids of the tasks that have made a writer. */
  readonly taskIds: readonly number[]
}

/** What was seen of the tasks of one partition: where the latest stands. */
export interface SeenTask {
  /** How many have finished or failed. */
  readonly ended: number
  /** What the latest has done last: of a new one, nothing. */
  readonly at: 'start' | 'computed' | 'writing' | 'committed' | 'sent'
  /** The epoch for which the parent was asked to compute last. */
  readonly epoch: number | undefined
  readonly taskId: number | undefined
  /** What the latest commit of a writer gave. */
  readonly message: string | undefined
}

/** Of a partition that has not done anything. */
export const fresh: SeenTask = { ended: 0, at: 'start', epoch: undefined, taskId: undefined, message: undefined }

/** The history of tasks of which nothing was seen yet. */
export const beginOf = (bounds: TaskBounds): TaskHistory => ({
  tasks: Array.from({ length: bounds.partitions }, () => fresh),
  taskIds: [],
})

/** The task that is seen to do something; undefined for what no task does. */
export const doerOf = ({ actor }: Event): number | undefined =>
  actor.startsWith('task-') ? Number(actor.slice('task-'.length)) : undefined

/** The history with one more event. */
export function seen(history: TaskHistory, event: Event): TaskHistory {
  const partition = doerOf(event)
  const before = partition === undefined ? undefined : history.tasks[partition]
  if (partition === undefined || before === undefined) return history
  const task = advanced(before, event)
  if (task === before) return history
  const isNew = task.taskId !== undefined && !history.taskIds.includes(task.taskId)
  return {
    tasks: history.tasks.with(partition, task),
    taskIds: isNew ? [...history.taskIds, task.taskId] : history.taskIds,
  }
}

function advanced(task: SeenTask, event: Event): SeenTask {
  switch (event.kind) {
    case 'upstream-computed':
      return { ...task, at: 'computed', epoch: event.epoch ?? undefined }
    case 'writer-created':
      return { ...task, at: 'writing', taskId: event.taskId }
    case 'partition-committed':
      return { ...task, at: 'committed', message: event.message }
    case 'sent':
      return { ...task, at: 'sent' }
    case 'task-finished':
    case 'task-failed':
      return { ...fresh, ended: task.ended + 1 }
    default:
      return task
  }
}
