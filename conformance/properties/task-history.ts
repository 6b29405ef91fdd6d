import type { Event } from '../../src/contract/events.ts'
import type { TaskBounds } from '../state-space/bounds.ts'

/** The observed history of the tasks of a write RDD, by partition. */
export interface TaskHistory {
  readonly tasks: readonly SeenTask[]
  /** The ids of the tasks that have created a writer. */
  readonly taskIds: readonly number[]
}

/** The observed history of one partition: the state of its latest task. */
export interface SeenTask {
  /** How many tasks have finished or failed. */
  readonly ended: number
  /** The last step of the latest task; `start` before its first event. */
  readonly at: 'start' | 'computed' | 'writing' | 'committed' | 'sent'
  /** The epoch for which the parent was asked to compute last. */
  readonly epoch: number | undefined
  readonly taskId: number | undefined
  /** The message of the writer's latest commit. */
  readonly message: string | undefined
}

/** A partition without events. */
export const fresh: SeenTask = { ended: 0, at: 'start', epoch: undefined, taskId: undefined, message: undefined }

/** The history before the first event. */
export const beginOf = (bounds: TaskBounds): TaskHistory => ({
  tasks: Array.from({ length: bounds.partitions }, () => fresh),
  taskIds: [],
})

/** The partition of the task that shows the event; undefined if the actor is no task. */
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
