import type { Event, EventOf } from '../../src/contract/events.ts'
import { type Given, partitioner, type TaskEnv } from '../state-space/task-moves.ts'
import { actionsOn, eventsOf, inTurn } from './moments.ts'
import { namedEpoch } from './named-epoch.ts'
import type { Always, Moment, RoleProperties } from './property.ts'
import { beginOf, doerOf, fresh, type SeenTask, seen, type TaskHistory } from './task-history.ts'
import { taskSituations } from './task-situations.ts'

type Here = Moment<TaskEnv, TaskHistory, 'task'>
type TaskAlways = Always<TaskEnv, TaskHistory, 'task'>

const after = (history: TaskHistory, events: readonly Event[]) => events.reduce(seen, history)

/** Whether a starting task finds a coordinator and a start epoch. */
const hasAll = (here: Here) => here.bounds.coordinator === 'answers' && here.bounds.first !== undefined

/** Whether the page specifies all behaviour of the partition's tasks: they find what they need, and no fault disturbed them. */
const isTold = (here: Here, partition: number) => hasAll(here) && here.env.given[partition]?.disturbed.length === 0

/** The events of tasks whose behaviour is fully specified, each with the history of the task just before it. */
function toldOf(
  here: Here,
): readonly { readonly event: Event; readonly partition: number; readonly before: SeenTask }[] {
  return inTurn(here, seen).flatMap(({ event, before }) => {
    const partition = doerOf(event)
    const task = partition === undefined ? undefined : before.tasks[partition]
    if (partition === undefined || task === undefined || !isTold(here, partition)) return []
    return [{ event, partition, before: task }]
  })
}

/** Describes the first wrong event of the kind; undefined if none is wrong. */
function firstWrong<K extends Event['kind']>(
  here: Here,
  kind: K,
  tell: (event: EventOf<K>, before: SeenTask, partition: number) => string | undefined,
): string | undefined {
  // Most steps have none, and their histories need not be computed.
  if (!here.events.some((event) => event.kind === kind)) return undefined
  for (const { event, before, partition } of toldOf(here)) {
    const how = event.kind === kind ? tell(event as EventOf<K>, before, partition) : undefined
    if (how !== undefined) return `task ${partition}: ${how}`
  }
  return undefined
}

const always: readonly TaskAlways[] = [
  {
    name: 'the write RDD has the partitions and the partitioner of its parent',
    requirements: ['RDD-1', 'RDD-2'],
    speaksOf: ['described'],
    alsoWithoutEvents: false,
    broken: (here) => {
      const { partitions } = here.bounds
      const wrong = eventsOf(here.events, 'described').find(
        (event) => event.actor !== 'rdd' || event.partitions !== partitions || event.partitioner !== partitioner,
      )
      if (wrong === undefined) return undefined
      if (wrong.actor === 'operator') return 'the write RDD describes itself as the operator'
      return `the write RDD has ${wrong.partitions} ${wrong.partitions === 1 ? 'partition' : 'partitions'} and the partitioner ${JSON.stringify(wrong.partitioner)} (its parent has ${partitions} and ${JSON.stringify(partitioner)})`
    },
  },
  {
    name: 'after the parent was asked to compute an epoch, one writer is created for that epoch',
    requirements: ['RDD-5', 'RDD-7', 'RDD-10', 'RDD-11', 'ET-1'],
    speaksOf: ['writer-created'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'writer-created', ({ epoch }, before) => {
        if (before.at !== 'computed')
          return `a writer is created for epoch ${epoch}, but the parent was not asked to compute`
        return epoch === before.epoch
          ? undefined
          : `the parent computes ${namedEpoch(before.epoch)}, but the writer is created for epoch ${epoch}`
      }),
  },
  {
    name: 'the first epoch of a task is the start epoch of the query',
    requirements: ['RDD-4'],
    speaksOf: ['writer-created'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'writer-created', ({ epoch }, { taskId }) =>
        taskId === undefined && epoch !== here.bounds.first ? `the first epoch is ${epoch}` : undefined,
      ),
  },
  {
    name: 'the parent is asked to compute once per epoch, and each epoch is one above the last',
    requirements: ['RDD-6', 'RDD-24', 'ET-2'],
    speaksOf: ['upstream-computed'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'upstream-computed', ({ epoch }, before, partition) => {
        if (before.at === 'start') return undefined
        const isOver = before.at !== 'computed' && actionsOn(here.action, partition, 'end-epoch').length > 0
        if (!isOver) return `the parent computes again in ${namedEpoch(before.epoch)}, which has not ended`
        return epoch === (before.epoch ?? 0) + 1
          ? undefined
          : `${namedEpoch(epoch)} follows ${namedEpoch(before.epoch)}`
      }),
  },
  {
    name: 'a task writes and sends for its own partition only',
    requirements: ['RDD-6', 'RDD-8', 'RDD-19'],
    speaksOf: ['writer-created', 'sent'],
    alsoWithoutEvents: false,
    broken: (here) => {
      for (const { event, partition } of toldOf(here)) {
        const named =
          'partition' in event ? event.partition : event.kind === 'sent' ? event.message.partitionId : partition
        if (named !== partition) return `task ${partition}: ${event.kind} names partition ${named}`
      }
      return undefined
    },
  },
  {
    name: 'all writers of a task have the same task id, and no two tasks share an id',
    requirements: ['RDD-9'],
    speaksOf: ['writer-created'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (!here.events.some(({ kind }) => kind === 'writer-created')) return undefined
      for (const { event, before } of inTurn(here, seen)) {
        if (event.kind !== 'writer-created' || !isTold(here, event.partition)) continue
        const { taskId = event.taskId } = before.tasks[event.partition] ?? fresh
        if (taskId !== event.taskId) return `a writer of task ${taskId} has the id ${event.taskId}`
        const isFirst = before.tasks[event.partition]?.taskId === undefined
        if (isFirst && before.taskIds.includes(taskId)) return `the id ${taskId} is that of another task`
      }
      return undefined
    },
  },
  {
    name: 'each row is written once, in order, by the writer of its epoch',
    requirements: ['RDD-12', 'RDD-13'],
    speaksOf: ['row-written'],
    alsoWithoutEvents: true,
    broken: (here) => {
      const otherEpoch = firstWrong(here, 'row-written', ({ epoch, value }, before) =>
        before.at === 'writing' && before.epoch === epoch
          ? undefined
          : `"${value}" is written in epoch ${epoch}, but the writer is ${before.epoch === epoch ? 'done' : `of ${namedEpoch(before.epoch)}`}`,
      )
      if (otherEpoch !== undefined) return otherEpoch
      for (const [partition] of here.env.given.entries()) {
        const given = actionsOn(here.action, partition, 'row').map(({ value }) => value)
        const written = eventsOf(here.events, 'row-written').filter((event) => doerOf(event) === partition)
        const wrong = written.find(({ value }) => !given.includes(value)) ?? written[given.length]
        if (wrong !== undefined)
          return `task ${partition}: "${wrong.value}" is written, but the parent did not give it in this step`
        if (isTold(here, partition) && written.length < given.length)
          return `task ${partition}: "${given}" is not written`
      }
      return undefined
    },
  },
  {
    name: 'a writer commits once, after the parent has ended its epoch',
    requirements: ['RDD-15'],
    speaksOf: ['partition-committed'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'partition-committed', ({ epoch }, before, partition) => {
        if (actionsOn(here.action, partition, 'end-epoch').length === 0)
          return `epoch ${epoch} is committed before it has ended`
        return before.at === 'writing' && epoch === before.epoch
          ? undefined
          : `epoch ${epoch} is committed, but the task is in ${namedEpoch(before.epoch)} (${before.at})`
      }),
  },
  {
    name: "the message of a writer's commit is sent once, after the commit, with its epoch",
    requirements: ['RDD-17', 'RDD-18', 'RDD-20'],
    speaksOf: ['sent'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'sent', ({ message }, before) => {
        if (message.type !== 'CommitPartitionEpoch') return undefined
        if (before.at !== 'committed')
          return `a commit is sent, but the task is in ${namedEpoch(before.epoch)} (${before.at})`
        if (message.epoch !== before.epoch)
          return `the commit of epoch ${message.epoch} is sent, but ${namedEpoch(before.epoch)} was committed`
        return message.message === before.message
          ? undefined
          : `${message.message} is sent instead of ${before.message ?? 'nothing'}`
      }),
  },
  {
    name: 'a task sends nothing but commits',
    requirements: ['RDD-22'],
    speaksOf: ['sent'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'sent', ({ message }) =>
        message.type === 'CommitPartitionEpoch' ? undefined : `${message.type} is sent`,
      ),
  },
  {
    name: 'at the end of an epoch, a task commits it, sends the commit and begins the next epoch',
    requirements: ['RDD-16', 'RDD-17', 'RDD-21', 'RDD-25'],
    speaksOf: ['writer-created', 'sent'],
    alsoWithoutEvents: true,
    broken: (here) => {
      const history = after(here.history, here.events)
      for (const [partition, { starts, ends }] of here.env.given.entries()) {
        const { at, epoch, ended } = history.tasks[partition] ?? fresh
        if (starts === 0 || !isTold(here, partition)) continue
        if (ended > 0) return `task ${partition} ends by itself`
        const done = here.events.filter((event) => doerOf(event) === partition).map(({ kind }) => kind)
        if (actionsOn(here.action, partition, 'end-epoch').length > 0) {
          if (!done.includes('partition-committed')) return `task ${partition} does not commit an epoch that has ended`
          if (!done.includes('sent')) return `task ${partition} sends nothing for an epoch that has ended`
        }
        const due = (here.bounds.first ?? 0) + ends
        if (at === 'writing' && epoch === due) continue
        return `task ${partition} should write epoch ${due}, but it ${epoch === undefined ? 'has begun no epoch' : `is in epoch ${epoch} (${at})`}`
      }
      return undefined
    },
  },
  {
    name: 'no writer is aborted without a fault',
    requirements: ['RDD-55'],
    speaksOf: ['partition-committed'],
    alsoWithoutEvents: false,
    broken: ({ env, events }) => {
      const aborted = eventsOf(events, 'writer-aborted').find(
        (event) => env.given[doerOf(event) ?? -1]?.disturbed.length === 0,
      )
      return aborted && `the writer of partition ${aborted.partition} is aborted in epoch ${aborted.epoch}`
    },
  },
  {
    name: 'a completed task begins no further epoch',
    requirements: ['RDD-27'],
    speaksOf: ['task-finished'],
    alsoWithoutEvents: false,
    broken: (here) => {
      const begun = here.events.find((event) => {
        const { completed, disturbed } = here.env.given[doerOf(event) ?? -1] ?? {}
        // The effect of an interrupt or an error on it is unspecified.
        if (!hasAll(here) || !completed || disturbed?.some((by) => by !== 'complete')) return false
        return event.kind === 'upstream-computed' || event.kind === 'writer-created'
      })
      return begun && `${begun.kind} is seen of ${begun.actor} after it was completed`
    },
  },
  {
    name: 'a killed task begins no further epoch',
    requirements: ['RDD-26'],
    speaksOf: ['task-finished'],
    alsoWithoutEvents: false,
    broken: (here) => {
      const begun = here.events.find(
        (event) =>
          (event.kind === 'upstream-computed' || event.kind === 'writer-created') &&
          here.env.given[doerOf(event) ?? -1]?.killed,
      )
      return begun && `${begun.kind} is seen of ${begun.actor} after it was killed`
    },
  },
  {
    name: 'after an error in an epoch, its writer is aborted once, nothing is sent and no epoch begins',
    requirements: ['RDD-30', 'RDD-31', 'RDD-32', 'RDD-36'],
    speaksOf: ['writer-aborted'],
    alsoWithoutEvents: true,
    broken: (here) => {
      for (const [partition, given] of here.env.given.entries()) {
        if (!hasAll(here) || !throwsNow(here, partition, given)) continue
        const done = here.events.filter((event) => doerOf(event) === partition)
        const aborts = eventsOf(done, 'writer-aborted').length
        if (aborts !== 1) return `task ${partition} aborts ${aborts} writers`
        const more = done.find(
          ({ kind }) => kind === 'sent' || kind === 'upstream-computed' || kind === 'writer-created',
        )
        if (more !== undefined) return `${more.kind} is seen of task ${partition} although its writer is aborted`
      }
      return undefined
    },
  },
]

/** Whether this step throws the task's first error, and the writer of the epoch already exists. */
function throwsNow(here: Here, partition: number, { starts, disturbed }: Given): boolean {
  const [at, ...more] = disturbed
  const { ended } = here.history.tasks[partition] ?? fresh
  if (more.length > 0 || ended > 0 || starts === 0) return false
  if (at === 'upstream') return actionsOn(here.action, partition, 'fail').length > 0
  if (at === 'write') return actionsOn(here.action, partition, 'row').length > 0
  return at === 'commit' && actionsOn(here.action, partition, 'end-epoch').length > 0
}

export const taskProperties: RoleProperties<TaskEnv, TaskHistory, 'task'> = {
  begin: beginOf,
  after,
  always,
  sometimes: taskSituations,
}
