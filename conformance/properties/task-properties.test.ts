import { describe, expect, it } from 'vitest'
import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import { type Given, type TaskEnv, taskStateSpace } from '../state-space/task-moves.ts'
import type { Moment } from './property.ts'
import type { TaskHistory } from './task-history.ts'
import { taskProperties } from './task-properties.ts'

type Here = Moment<TaskEnv, TaskHistory, 'task'>

const bounds = {
  role: 'task',
  partitions: 2,
  coordinator: 'answers',
  first: 4,
  epochs: 2,
  rows: 2,
  faults: [],
  times: 1,
} as const
const { env } = taskStateSpace(bounds)
const { always, after, begin } = taskProperties

// All of these are of task 1; the parent gives it row-1-0.
const of = { actor: 'task-1', partition: 1 } as const
const computed = (epoch: number): Event => ({ kind: 'upstream-computed', ...of, epoch })
const created = (epoch: number, taskId = 7): Event => ({ kind: 'writer-created', ...of, taskId, epoch })
const written = (epoch: number, value = 'row-1-0'): Event => ({ kind: 'row-written', ...of, epoch, value })
const committed = (epoch: number): Event => ({
  kind: 'partition-committed',
  ...of,
  epoch,
  message: `commit-1-${epoch}`,
})
const commit = (epoch: number, message = `commit-1-${epoch}`, partitionId = 1): Event => ({
  kind: 'sent',
  actor: 'task-1',
  message: { type: 'CommitPartitionEpoch', partitionId, epoch, message },
})
const aborted = (epoch: number): Event => ({ kind: 'writer-aborted', ...of, epoch })
const finished: Event = { kind: 'task-finished', ...of, rows: 0 }
const failed: Event = { kind: 'task-failed', ...of, error: { type: 'IllegalStateException', message: 'boom' } }

const begun = [computed(4), created(4)]
const gone = [committed(4), commit(4)]

/** A moment in which task 1 has been given so much, and these events were seen of it before. */
const moment = (action: Action, given: Partial<Given>, before: readonly Event[], events: readonly Event[]): Here => ({
  bounds,
  env: {
    ...env,
    given: env.given.map((none, partition) => (partition === 1 ? { ...none, starts: 1, ...given } : none)),
  },
  history: after(begin(bounds), before),
  action,
  events,
})
const start = (...events: readonly Event[]) => moment({ kind: 'start', partition: 1 }, {}, [], events)
const row = (...events: readonly Event[]) =>
  moment({ kind: 'row', partition: 1, value: 'row-1-0' }, { rows: 1, rowsOfEpoch: 1 }, begun, events)
const end = (...events: readonly Event[]) => moment({ kind: 'end-epoch', partition: 1 }, { ends: 1 }, begun, events)
const completed = (...events: readonly Event[]) =>
  moment({ kind: 'end-epoch', partition: 1 }, { ends: 1, completed: true, disturbed: ['complete'] }, begun, events)
const killed = (...events: readonly Event[]) =>
  moment({ kind: 'kill', partition: 1 }, { killed: true, disturbed: ['kill'] }, begun, events)
const throwing = (...events: readonly Event[]) =>
  moment(
    { kind: 'fail', partition: 1, at: 'upstream', error: { type: 'IllegalStateException', message: 'boom' } },
    { disturbed: ['upstream'] },
    begun,
    events,
  )
const described = (partitions: number, partitioner: string | null) =>
  moment({ kind: 'describe' }, { starts: 0 }, [], [{ kind: 'described', actor: 'rdd', partitions, partitioner }])

/** Of each property: moments in which it holds, and moments that break it, with how that is told. */
const cases: Readonly<
  Record<string, { readonly holds: readonly Here[]; readonly breaks: readonly (readonly [Here, string])[] }>
> = {
  'the write RDD has the partitions and the partitioner of its parent': {
    holds: [described(2, 'by-key')],
    breaks: [
      [
        described(1, 'by-key'),
        'it is described as {"kind":"described","actor":"rdd","partitions":1,"partitioner":"by-key"}',
      ],
      [described(2, null), 'it is described as {"kind":"described","actor":"rdd","partitions":2,"partitioner":null}'],
    ],
  },
  'the first epoch of a task is the one that the query begins with': {
    holds: [start(...begun)],
    breaks: [[start(computed(0), created(0)), 'task 1: it begins with epoch 0']],
  },
  'the parent is asked to compute once an epoch, and the next epoch is the one after it': {
    holds: [start(...begun), end(...gone, computed(5))],
    breaks: [
      [end(...gone, computed(6)), 'task 1: epoch 6 comes after epoch 4'],
      [end(...gone, computed(4)), 'task 1: epoch 4 comes after epoch 4'],
      [row(computed(5)), 'task 1: the parent computes again in epoch 4, which is not over'],
      [start(computed(4), computed(4)), 'task 1: the parent computes again in epoch 4, which is not over'],
    ],
  },
  'one writer is made for each epoch that the parent was asked to compute, after that, and of that epoch': {
    holds: [start(...begun), end(...gone, computed(5), created(5))],
    breaks: [
      [
        start(created(4), computed(4)),
        'task 1: a writer is made for epoch 4 where the parent was not asked to compute',
      ],
      [start(...begun, created(4)), 'task 1: a writer is made for epoch 4 where the parent was not asked to compute'],
      [start(computed(4), created(5)), 'task 1: the parent computes in epoch 4, and the writer is made for epoch 5'],
    ],
  },
  'what a task does is of its own partition': {
    holds: [start(...begun), end(...gone)],
    breaks: [
      [
        start(computed(4), { kind: 'writer-created', actor: 'task-1', partition: 0, taskId: 7, epoch: 4 }),
        'task 1: writer-created names partition 0',
      ],
      [end(committed(4), commit(4, 'commit-1-4', 0)), 'task 1: sent names partition 0'],
    ],
  },
  'all writers of a task have its id, and those of another task another': {
    holds: [start(...begun), end(...gone, computed(5), created(5))],
    breaks: [
      [end(...gone, computed(5), created(5, 8)), 'a writer of task 7 has the id 8'],
      [
        moment({ kind: 'start', partition: 1 }, {}, [{ ...created(4), actor: 'task-0', partition: 0 } as Event], begun),
        'the id 7 is that of another task',
      ],
    ],
  },
  'each row is written once, in order, by the writer of the epoch in which the parent gave it': {
    holds: [row(written(4)), end(...gone)],
    breaks: [
      [row(), 'task 1: "row-1-0" is not written'],
      [row(written(5)), 'task 1: "row-1-0" is written in epoch 5, and the writer is of 4'],
      [row(committed(4), written(4)), 'task 1: "row-1-0" is written in epoch 4, and the writer is done'],
      [row(written(4), written(4)), 'task 1: "row-1-0" is written, which the parent has not given now'],
      [row(written(4, 'row-1-9')), 'task 1: "row-1-9" is written, which the parent has not given now'],
      [end(written(4), ...gone), 'task 1: "row-1-0" is written, which the parent has not given now'],
    ],
  },
  'a writer commits once, and not before the parent says that its epoch is over': {
    holds: [end(...gone)],
    breaks: [
      [row(written(4), committed(4)), 'task 1: epoch 4 is committed before it is over'],
      [end(...gone, committed(4)), 'task 1: epoch 4 is committed where epoch 4 is sent'],
      [end(committed(5)), 'task 1: epoch 5 is committed where epoch 4 is writing'],
    ],
  },
  "after a writer's commit its message is sent, once, with its epoch": {
    holds: [end(...gone)],
    breaks: [
      [end(commit(4), committed(4)), 'task 1: a commit is sent where epoch 4 is writing'],
      [end(...gone, commit(4)), 'task 1: a commit is sent where epoch 4 is sent'],
      [end(committed(4), commit(5)), 'task 1: epoch 5 is sent where 4 is committed'],
      [end(committed(4), commit(4, 'commit')), 'task 1: commit is sent in place of commit-1-4'],
    ],
  },
  'nothing is sent but commits': {
    holds: [end(...gone)],
    breaks: [
      [
        end({
          kind: 'sent',
          actor: 'task-1',
          message: { type: 'ReportPartitionOffset', partitionId: 1, epoch: 4, offset: '0' },
        }),
        'task 1: ReportPartitionOffset is sent',
      ],
    ],
  },
  'a task whose epoch is over commits it, sends it, and begins the next by itself': {
    holds: [start(...begun), row(written(4)), end(...gone, computed(5), created(5))],
    breaks: [
      [end(), 'task 1 does not commit an epoch that is over'],
      [end(computed(5), created(5)), 'task 1 does not commit an epoch that is over'],
      [end(...gone), 'task 1: epoch 5 is to be written, and it is at epoch 4 (sent)'],
      [end(committed(4)), 'task 1 sends nothing for an epoch that is over'],
      [end(...gone, finished), 'task 1 ends by itself'],
      [start(), 'task 1: epoch 4 is to be written, and it has begun none'],
    ],
  },
  'no writer is aborted where nothing has gone wrong': {
    holds: [end(...gone)],
    breaks: [[end(...gone, aborted(4)), 'the writer of partition 1 is aborted in epoch 4']],
  },
  'a task that is marked as completed begins no further epoch': {
    holds: [completed(...gone, finished), completed(), end(...gone, computed(5))],
    breaks: [
      [completed(...gone, computed(5)), 'upstream-computed is seen of task-1, which is completed'],
      [completed(...gone, created(5)), 'writer-created is seen of task-1, which is completed'],
    ],
  },
  'a task that is killed begins no further epoch': {
    holds: [killed(finished), killed(failed), killed(), end(...gone, computed(5))],
    breaks: [
      [killed(computed(4)), 'upstream-computed is seen of task-1, which is killed'],
      [killed(created(4)), 'writer-created is seen of task-1, which is killed'],
    ],
  },
  'an error in an epoch aborts its writer, once, and neither is it sent nor another begun': {
    holds: [throwing(aborted(4), failed), end(...gone)],
    breaks: [
      [throwing(failed), 'task 1 aborts 0 writers'],
      [throwing(), 'task 1 aborts 0 writers'],
      [throwing(aborted(4), aborted(4)), 'task 1 aborts 2 writers'],
      [throwing(aborted(4), commit(4)), 'sent is seen of task 1 where its writer is aborted'],
      [throwing(aborted(4), computed(5)), 'upstream-computed is seen of task 1 where its writer is aborted'],
    ],
  },
}

describe('of a task', () => {
  it.for([...always])('$name', ({ name, broken }) => {
    const { holds, breaks } = cases[name] ?? { holds: [], breaks: [] }
    expect(breaks.length).toBeGreaterThan(0)
    for (const each of holds) expect(broken(each)).toBeUndefined()
    for (const [each, how] of breaks) expect(broken(each)).toBe(how)
  })

  it('nothing is said of how a task goes on that was interrupted, nor of one that misses what it needs', () => {
    const interrupted = moment({ kind: 'interrupt', partition: 1 }, { disturbed: ['interrupt'] }, begun, [
      computed(4),
      created(4),
      finished,
    ])
    for (const { broken } of always) {
      expect(broken(interrupted)).toBeUndefined()
      expect(broken({ ...start(failed), bounds: { ...bounds, coordinator: 'missing' } })).toBeUndefined()
      expect(broken({ ...start(computed(0), failed), bounds: { ...bounds, first: undefined } })).toBeUndefined()
    }
  })

  it('what comes to one task leaves open nothing of the others', () => {
    const other = end(...gone)
    const given = other.env.given.with(0, { ...(other.env.given[0] as Given), starts: 1, disturbed: ['interrupt'] })
    const broken = always.filter(
      (property) => property.broken({ ...other, env: { ...other.env, given } }) !== undefined,
    )
    expect(broken.map(({ name }) => name)).toEqual([
      'a task whose epoch is over commits it, sends it, and begins the next by itself',
    ])
  })

  it('a task that has ended leaves nothing to the next of its partition but its id', () => {
    const { tasks, taskIds } = after(begin(bounds), [...begun, failed])
    expect(tasks[1]).toEqual({ ...begin(bounds).tasks[1], ended: 1 })
    expect(taskIds).toEqual([7])
  })
})
