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

/** By property: moments in which it holds, and moments that break it, with the finding. */
const cases: Readonly<
  Record<string, { readonly holds: readonly Here[]; readonly breaks: readonly (readonly [Here, string])[] }>
> = {
  'the write RDD has the partitions and the partitioner of its parent': {
    holds: [described(2, 'by-key')],
    breaks: [
      [
        described(1, 'by-key'),
        'the write RDD has 1 partition and the partitioner "by-key" (its parent has 2 and "by-key")',
      ],
      [described(2, null), 'the write RDD has 2 partitions and the partitioner null (its parent has 2 and "by-key")'],
    ],
  },
  'the first epoch of a task is the start epoch of the query': {
    holds: [start(...begun)],
    breaks: [[start(computed(0), created(0)), 'task 1: the first epoch is 0']],
  },
  'the parent is asked to compute once per epoch, and each epoch is one above the last': {
    holds: [start(...begun), end(...gone, computed(5))],
    breaks: [
      [end(...gone, computed(6)), 'task 1: epoch 6 follows epoch 4'],
      [end(...gone, computed(4)), 'task 1: epoch 4 follows epoch 4'],
      [row(computed(5)), 'task 1: the parent computes again in epoch 4, which has not ended'],
      [start(computed(4), computed(4)), 'task 1: the parent computes again in epoch 4, which has not ended'],
    ],
  },
  'after the parent was asked to compute an epoch, one writer is created for that epoch': {
    holds: [start(...begun), end(...gone, computed(5), created(5))],
    breaks: [
      [
        start(created(4), computed(4)),
        'task 1: a writer is created for epoch 4, but the parent was not asked to compute',
      ],
      [start(...begun, created(4)), 'task 1: a writer is created for epoch 4, but the parent was not asked to compute'],
      [start(computed(4), created(5)), 'task 1: the parent computes epoch 4, but the writer is created for epoch 5'],
    ],
  },
  'a task writes and sends for its own partition only': {
    holds: [start(...begun), end(...gone)],
    breaks: [
      [
        start(computed(4), { kind: 'writer-created', actor: 'task-1', partition: 0, taskId: 7, epoch: 4 }),
        'task 1: writer-created names partition 0',
      ],
      [end(committed(4), commit(4, 'commit-1-4', 0)), 'task 1: sent names partition 0'],
    ],
  },
  'all writers of a task have the same task id, and no two tasks share an id': {
    holds: [start(...begun), end(...gone, computed(5), created(5))],
    breaks: [
      [end(...gone, computed(5), created(5, 8)), 'a writer of task 7 has the id 8'],
      [
        moment({ kind: 'start', partition: 1 }, {}, [{ ...created(4), actor: 'task-0', partition: 0 } as Event], begun),
        'the id 7 is that of another task',
      ],
    ],
  },
  'each row is written once, in order, by the writer of its epoch': {
    holds: [row(written(4)), end(...gone)],
    breaks: [
      [row(), 'task 1: "row-1-0" is not written'],
      [row(written(5)), 'task 1: "row-1-0" is written in epoch 5, but the writer is of epoch 4'],
      [row(committed(4), written(4)), 'task 1: "row-1-0" is written in epoch 4, but the writer is done'],
      [row(written(4), written(4)), 'task 1: "row-1-0" is written, but the parent did not give it in this step'],
      [row(written(4, 'row-1-9')), 'task 1: "row-1-9" is written, but the parent did not give it in this step'],
      [end(written(4), ...gone), 'task 1: "row-1-0" is written, but the parent did not give it in this step'],
    ],
  },
  'a writer commits once, after the parent has ended its epoch': {
    holds: [end(...gone)],
    breaks: [
      [row(written(4), committed(4)), 'task 1: epoch 4 is committed before it has ended'],
      [end(...gone, committed(4)), 'task 1: epoch 4 is committed, but the task is in epoch 4 (sent)'],
      [end(committed(5)), 'task 1: epoch 5 is committed, but the task is in epoch 4 (writing)'],
    ],
  },
  "the message of a writer's commit is sent once, after the commit, with its epoch": {
    holds: [end(...gone)],
    breaks: [
      [end(commit(4), committed(4)), 'task 1: a commit is sent, but the task is in epoch 4 (writing)'],
      [end(...gone, commit(4)), 'task 1: a commit is sent, but the task is in epoch 4 (sent)'],
      [end(committed(4), commit(5)), 'task 1: the commit of epoch 5 is sent, but epoch 4 was committed'],
      [end(committed(4), commit(4, 'commit')), 'task 1: commit is sent instead of commit-1-4'],
    ],
  },
  'a task sends nothing but commits': {
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
  'at the end of an epoch, a task commits it, sends the commit and begins the next epoch': {
    holds: [start(...begun), row(written(4)), end(...gone, computed(5), created(5))],
    breaks: [
      [end(), 'task 1 does not commit an epoch that has ended'],
      [end(computed(5), created(5)), 'task 1 does not commit an epoch that has ended'],
      [end(...gone), 'task 1 should write epoch 5, but it is in epoch 4 (sent)'],
      [end(committed(4)), 'task 1 sends nothing for an epoch that has ended'],
      [end(...gone, finished), 'task 1 ends by itself'],
      [start(), 'task 1 should write epoch 4, but it has begun no epoch'],
    ],
  },
  'no writer is aborted without a fault': {
    holds: [end(...gone)],
    breaks: [[end(...gone, aborted(4)), 'the writer of partition 1 is aborted in epoch 4']],
  },
  'a completed task begins no further epoch': {
    holds: [completed(...gone, finished), completed(), end(...gone, computed(5))],
    breaks: [
      [completed(...gone, computed(5)), 'upstream-computed is seen of task-1 after it was completed'],
      [completed(...gone, created(5)), 'writer-created is seen of task-1 after it was completed'],
    ],
  },
  'a killed task begins no further epoch': {
    holds: [killed(finished), killed(failed), killed(), end(...gone, computed(5))],
    breaks: [
      [killed(computed(4)), 'upstream-computed is seen of task-1 after it was killed'],
      [killed(created(4)), 'writer-created is seen of task-1 after it was killed'],
    ],
  },
  'after an error in an epoch, its writer is aborted once, nothing is sent and no epoch begins': {
    holds: [throwing(aborted(4), failed), end(...gone)],
    breaks: [
      [throwing(failed), 'task 1 aborts 0 writers'],
      [throwing(), 'task 1 aborts 0 writers'],
      [throwing(aborted(4), aborted(4)), 'task 1 aborts 2 writers'],
      [throwing(aborted(4), commit(4)), 'sent is seen of task 1 although its writer is aborted'],
      [throwing(aborted(4), computed(5)), 'upstream-computed is seen of task 1 although its writer is aborted'],
    ],
  },
}

describe('properties of a task', () => {
  it.for([...always])('$name', ({ name, broken }) => {
    const { holds, breaks } = cases[name] ?? { holds: [], breaks: [] }
    expect(breaks.length).toBeGreaterThan(0)
    for (const each of holds) expect(broken(each)).toBeUndefined()
    for (const [each, how] of breaks) expect(broken(each)).toBe(how)
  })

  it('no property applies to a task after an interrupt, or to a task without a coordinator or a start epoch', () => {
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

  it('a fault of one task exempts no other task from the properties', () => {
    const other = end(...gone)
    const given = other.env.given.with(0, { ...(other.env.given[0] as Given), starts: 1, disturbed: ['interrupt'] })
    const broken = always.filter(
      (property) => property.broken({ ...other, env: { ...other.env, given } }) !== undefined,
    )
    expect(broken.map(({ name }) => name)).toEqual([
      'at the end of an epoch, a task commits it, sends the commit and begins the next epoch',
    ])
  })

  it('an ended task leaves only its id to the history of the next task of its partition', () => {
    const { tasks, taskIds } = after(begin(bounds), [...begun, failed])
    expect(tasks[1]).toEqual({ ...begin(bounds).tasks[1], ended: 1 })
    expect(taskIds).toEqual([7])
  })
})

describe('the words of a broken property', () => {
  it.each([
    ['writes', [written(4)]],
    ['commits', [committed(4)]],
    ['sends a commit', [commit(4)]],
    ['creates a writer', [created(4)]],
  ])('say that a task has no epoch yet: a task that %s before its first epoch', (_, events) => {
    const here = moment({ kind: 'end-epoch', partition: 1 }, {}, [], events)
    const said = always.flatMap((property) => property.broken(here) ?? [])
    expect(said).not.toEqual([])
    for (const words of said) expect(words).not.toMatch(/undefined|null|NaN/)
  })
})
