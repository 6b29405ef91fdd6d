import type { TaskEnv } from '../state-space/task-moves.ts'
import { actionsOn, eventsOf, inTurn } from './moments.ts'
import type { Sometimes } from './property.ts'
import { seen, type TaskHistory } from './task-history.ts'

/** The situations that some schedule has to reach. */
export const taskSituations: readonly Sometimes<TaskEnv, TaskHistory, 'task'>[] = [
  {
    name: 'an epoch without rows is committed and sent',
    requirements: ['RDD-16'],
    needs: [],
    reached: ({ env, events }) =>
      eventsOf(events, 'sent').some(({ message }) => env.given[message.partitionId]?.rows === 0),
  },
  {
    name: 'tasks are in different epochs',
    requirements: ['ET-3'],
    needs: [],
    reached: ({ history }) => new Set(history.tasks.flatMap(({ epoch }) => epoch ?? [])).size > 1,
  },
  {
    name: 'a completed task finishes',
    requirements: ['RDD-27', 'RDD-28', 'RDD-29'],
    needs: ['complete'],
    reached: ({ events }) => eventsOf(events, 'task-finished').length > 0,
  },
  {
    name: 'a row is written after its task was marked as completed',
    requirements: ['RDD-28'],
    needs: ['complete'],
    reached: ({ env, events }) =>
      eventsOf(events, 'row-written').some(({ partition }) => env.given[partition]?.completed),
  },
  {
    name: 'a task is killed after its epoch has rows',
    requirements: ['RDD-26'],
    needs: ['kill'],
    reached: ({ action, env }) => action.kind === 'kill' && (env.given[action.partition]?.rowsOfEpoch ?? 0) > 0,
  },
  {
    name: 'an epoch is begun again',
    requirements: ['RDD-48'],
    needs: ['interrupt'],
    reached: (here) =>
      inTurn(here, seen).some(({ event, before }) => {
        if (event.kind !== 'upstream-computed') return false
        const task = before.tasks[event.partition]
        return task?.at === 'writing' && task.epoch === event.epoch
      }),
  },
  {
    name: 'a completed task is interrupted and finishes',
    requirements: ['RDD-49'],
    needs: ['complete', 'interrupt'],
    reached: ({ action, events }) => action.kind === 'interrupt' && eventsOf(events, 'task-finished').length > 0,
  },
  {
    name: 'a writer is aborted after its epoch has rows',
    requirements: ['RDD-30', 'RDD-31', 'RDD-32'],
    needs: ['throw'],
    reached: ({ env, events }) =>
      eventsOf(events, 'writer-aborted').some(({ partition }) => (env.given[partition]?.rowsOfEpoch ?? 0) > 0),
  },
  {
    name: 'a writer is aborted after it has committed',
    requirements: ['RDD-40'],
    needs: ['throw'],
    reached: ({ events }) =>
      eventsOf(events, 'partition-committed').length > 0 && eventsOf(events, 'writer-aborted').length > 0,
  },
  {
    name: 'a partition is started again after its task has failed',
    requirements: ['RDD-9'],
    needs: ['throw'],
    reached: (here) =>
      here.history.tasks.some(
        ({ ended }, partition) => ended > 0 && actionsOn(here.action, partition, 'start').length > 0,
      ),
  },
  {
    name: 'tasks end their epochs at the same time',
    requirements: ['RDD-19', 'ET-3'],
    needs: ['together'],
    reached: ({ action, events }) => action.kind === 'together' && eventsOf(events, 'sent').length > 1,
  },
]
