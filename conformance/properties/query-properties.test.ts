import { describe, expect, it } from 'vitest'
import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Ask } from '../../src/contract/messages.ts'
import { type QueryEnv, queryStateSpace } from '../state-space/query-moves.ts'
import type { Moment } from './property.ts'
import type { QueryHistory } from './query-history.ts'
import { queryProperties } from './query-properties.ts'

type Here = Moment<QueryEnv, QueryHistory, 'query'>

const bounds = { role: 'query', partitions: 2, first: 4, epochs: 2, rows: 1, faults: [], times: 1 } as const
const { env } = queryStateSpace(bounds)
const { always, after, begin } = queryProperties

const asked = (message: Ask): Event => ({
  kind: 'asked',
  actor: message.type === 'StopContinuousExecutionWrites' ? 'query' : 'operator',
  message,
})
const answered = (message: Ask['type']): Event => ({
  kind: 'answered',
  actor: 'coordinator',
  message,
  value: null,
})
const told = (type: 'SetWriterPartitions' | 'SetReaderPartitions', numPartitions = 2) => [
  asked({ type, numPartitions }),
  answered(type),
]
const job: Event = { kind: 'job-submitted', actor: 'operator', partitions: 2 }
const computed = (partition: number, epoch: number): Event => ({
  kind: 'upstream-computed',
  actor: `task-${partition}`,
  partition,
  epoch,
})
const written = (epoch: number, value = 'row-0-0'): Event => ({
  kind: 'row-written',
  actor: 'task-0',
  partition: 0,
  epoch,
  value,
})
const commit = (partition: number, epoch: number, actor = partition): Event => ({
  kind: 'sent',
  actor: `task-${actor}`,
  message: { type: 'CommitPartitionEpoch', partitionId: partition, epoch, message: `commit-${partition}-${epoch}` },
})
const report = (partition: number, epoch: number, offset: string): Event => ({
  kind: 'sent',
  actor: `task-${partition}`,
  message: { type: 'ReportPartitionOffset', partitionId: partition, epoch, offset },
})
const added = (epoch: number, ...offsets: readonly string[]): Event => ({
  kind: 'offset-added',
  actor: 'coordinator',
  epoch,
  offsets,
})
const inSink = (epoch: number, messages = [`commit-1-${epoch}`, `commit-0-${epoch}`]): Event => ({
  kind: 'epoch-committed',
  actor: 'coordinator',
  epoch,
  messages,
})
const inQuery = (epoch: number): Event => ({ kind: 'query-committed', actor: 'coordinator', epoch })
const stopWrites = [asked({ type: 'StopContinuousExecutionWrites' }), answered('StopContinuousExecutionWrites')]
const stopped: Event = { kind: 'query-stopped', actor: 'query', error: null }

const child: Event = { kind: 'child-executed', actor: 'operator' }
const lookedUp = (id: string | null): Event => ({ kind: 'coordinator-looked-up', actor: 'operator', id })

const start = [...told('SetReaderPartitions'), ...told('SetWriterPartitions'), job]
const run = [...start, computed(0, 4), computed(1, 4)]
const ended = [report(0, 4, '1'), commit(0, 4), report(1, 4, '0'), commit(1, 4)]
const everything = [0, 1].flatMap((p) => [`CommitPartitionEpoch ${p} 4`, `ReportPartitionOffset ${p} 4`])

/** A moment before which these events were seen, and so much was delivered. */
const moment = (
  action: Action,
  given: Partial<QueryEnv>,
  before: readonly Event[],
  events: readonly Event[],
): Here => ({
  bounds,
  env: { ...env, executions: 1, ...given },
  history: after(begin(bounds), before),
  action,
  events,
})
const execution = (...events: readonly Event[]) => moment({ kind: 'execute' }, {}, [], events)
const restart = (...events: readonly Event[]) =>
  moment({ kind: 'execute' }, { executions: 2 }, [...run, inSink(4), inQuery(4), ...stopWrites, stopped], events)
const advance = (...events: readonly Event[]) => moment({ kind: 'advance-epoch' }, { advances: 1 }, run, events)
const row = (...events: readonly Event[]) =>
  moment({ kind: 'row', partition: 0, value: 'row-0-0' }, { rows: [1, 0] }, run, events)
const delivery = (delivered: readonly string[], ...events: readonly Event[]) =>
  moment({ kind: 'deliver', from: 1 }, { advances: 1, delivered }, [...run, ...ended], events)
const stop = (...events: readonly Event[]) => moment({ kind: 'stop' }, { stopped: true }, run, events)
/** A second run, after one whose epoch 4 was committed with a row of task 0. */
const again = (...events: readonly Event[]) => {
  const first = [
    ...run,
    lookedUp('run--1'),
    written(4),
    ...ended,
    added(4, '1', '0'),
    inSink(4),
    inQuery(4),
    written(5, 'lost'),
    ...stopWrites,
  ]
  return moment({ kind: 'execute' }, { executions: 2 }, [...first, computed(0, 5)], events)
}
const late = (...events: readonly Event[]) =>
  moment(
    { kind: 'deliver', from: 1 },
    { delivered: everything, stopped: true },
    [...run, ...ended, ...stopWrites, stopped],
    events,
  )

const all = 'epoch 4 is next and all its messages have reached the coordinator, but it is not committed'
const withoutCommit = everything.filter((key) => key !== 'CommitPartitionEpoch 1 4')
const withoutReport = everything.filter((key) => key !== 'ReportPartitionOffset 1 4')

/** By property: moments in which it holds, and moments that break it, with the finding. */
const cases: Readonly<
  Record<string, { readonly holds: readonly Here[]; readonly breaks: readonly (readonly [Here, string])[] }>
> = {
  'epochs are committed in order, each once, over all runs': {
    holds: [delivery(everything, inSink(4), inQuery(4), inSink(5), inQuery(5)), restart(inSink(5))],
    breaks: [
      [delivery(everything, inSink(4), inQuery(4), inQuery(4)), 'epoch 4 is committed to the query twice'],
      [delivery(everything, inSink(5)), 'epoch 5 is committed, but epoch 4 is next'],
      [delivery(everything, inSink(4), inSink(4)), 'epoch 4 is committed to the sink twice'],
      [restart(inSink(4)), 'epoch 4 is committed, but epoch 5 is next'],
    ],
  },
  'the sink commits an epoch before the query does': {
    holds: [delivery(everything, inSink(4), inQuery(4))],
    breaks: [
      [
        delivery(everything, inQuery(4), inSink(4)),
        'the query commits epoch 4, but the last epoch in the sink is none',
      ],
    ],
  },
  "an epoch is committed only when all tasks' commits and reports have reached the coordinator": {
    holds: [delivery(everything, inSink(4)), delivery(withoutCommit)],
    breaks: [
      [delivery(withoutCommit, inSink(4)), 'epoch 4 is committed without CommitPartitionEpoch 1 4'],
      [delivery(withoutReport, inSink(4)), 'epoch 4 is committed without ReportPartitionOffset 1 4'],
    ],
  },
  'the next epoch is committed as soon as all its messages have reached the coordinator': {
    holds: [delivery(everything, inSink(4), inQuery(4)), delivery(withoutReport), late()],
    breaks: [
      [delivery(everything), all],
      [delivery(everything, inSink(4)), all],
    ],
  },
  'the sink gets the commit messages of all tasks for the epoch, and no others': {
    holds: [delivery(everything, inSink(4))],
    breaks: [
      [delivery(everything, inSink(4, ['commit-0-4'])), 'the sink gets commit-0-4 for epoch 4'],
      [
        delivery(everything, inSink(4, ['commit-0-4', 'commit-1-5'])),
        'the sink gets commit-0-4, commit-1-5 for epoch 4',
      ],
    ],
  },
  'when all reports of an epoch have reached the coordinator, the reported offsets are added': {
    holds: [delivery(withoutCommit, added(4, '0', '1'))],
    breaks: [
      [delivery(withoutReport, added(4, '1')), 'the offsets of epoch 4 are added without ReportPartitionOffset 1 4'],
      [delivery(everything, added(4, '1', '1')), 'offsets of epoch 4: 1, 1 are added, but 1, 0 were reported'],
      [delivery(everything, added(4, '1')), 'offsets of epoch 4: 1 are added, but 1, 0 were reported'],
    ],
  },
  'after the writes are stopped, nothing is committed and no offset is added': {
    holds: [late(), restart(...start, inSink(5))],
    breaks: [
      [late(inSink(4)), 'epoch-committed is seen after the stop'],
      [late(added(4, '1', '0')), 'offset-added is seen after the stop'],
      [stop(...stopWrites, inQuery(4)), 'query-committed is seen after the stop'],
    ],
  },
  'no task starts before the coordinator has acknowledged the number of writers': {
    holds: [execution(...run), restart(...start, computed(0, 5))],
    breaks: [
      [execution(job), 'job-submitted is seen before the coordinator has acknowledged SetWriterPartitions'],
      [
        execution(
          ...told('SetReaderPartitions'),
          asked({ type: 'SetWriterPartitions', numPartitions: 2 }),
          computed(0, 4),
        ),
        'upstream-computed is seen before the coordinator has acknowledged SetWriterPartitions',
      ],
      [restart(job), 'job-submitted is seen before the coordinator has acknowledged SetWriterPartitions'],
    ],
  },
  'an executed query submits one job, and all its tasks begin': {
    holds: [execution(...run), restart(...start, computed(1, 5), computed(0, 5)), advance()],
    breaks: [
      [execution(), '0 jobs are submitted'],
      [execution(...run, job), '2 jobs are submitted'],
      [execution(...start, computed(1, 4)), 'tasks that begin: 1 (wanted: 0, 1)'],
      [restart(...start), 'tasks that begin: none (wanted: 0, 1)'],
    ],
  },
  'SetWriterPartitions and SetReaderPartitions carry the number of partitions': {
    holds: [execution(...run)],
    breaks: [
      [execution(...told('SetWriterPartitions', 1)), 'SetWriterPartitions carries 1 (2 wanted)'],
      [execution(...told('SetReaderPartitions', 3)), 'SetReaderPartitions carries 3 (2 wanted)'],
    ],
  },
  'each task of a run begins with the epoch after the last commit and takes epochs in order': {
    holds: [execution(...run), advance(computed(0, 5)), restart(...start, computed(1, 5))],
    breaks: [
      [execution(computed(0, 0)), 'task 0 begins with epoch 0, but epoch 4 is the next to commit'],
      [restart(...start, computed(1, 4)), 'task 1 begins with epoch 4, but epoch 5 is the next to commit'],
      [advance(computed(0, 6)), 'task 0 computes epoch 6 after epoch 4'],
    ],
  },
  'a task sends one commit per epoch, at the end of the epoch': {
    holds: [advance(...ended)],
    breaks: [
      [advance(...ended, commit(1, 4)), 'task 1 sends a second commit of epoch 4'],
      [advance(commit(1, 5)), 'task 1 sends a commit of epoch 5 in epoch 4'],
      [advance(commit(1, 4, 0)), 'task-0 sends a commit of partition 1'],
      [row(written(4), commit(0, 4)), 'task 0 sends a commit of epoch 4, which has not ended'],
    ],
  },
  'a reader reports each epoch once, with an offset that counts on from the last committed one': {
    holds: [
      advance(report(0, 4, '0'), report(1, 4, '0')),
      again(report(0, 5, '1')),
      // Two runs have added different offsets for the epoch: the page leaves unspecified which of them count.
      ...['1', '7'].map((offset) => again(added(5, '2', '0'), added(5, '1', '0'), report(0, 5, offset))),
    ],
    breaks: [
      [advance(report(0, 4, '0'), report(0, 4, '0')), 'epoch 4 of partition 0 is reported twice'],
      [advance(report(0, 5, '0')), 'partition 0 reports epoch 5 in epoch 4'],
      [advance({ ...report(0, 4, '0'), actor: 'task-1' } as Event), 'task-1 reports for partition 0'],
      [advance(report(0, 4, '1')), 'partition 0 reports offset 1 (0 wanted)'],
      [again(report(0, 5, '0')), 'partition 0 reports offset 0 (1 wanted)'],
    ],
  },
  'when the epoch advances, every task ends its epoch and begins the next': {
    holds: [advance(...ended, computed(0, 5), computed(1, 5)), row()],
    breaks: [
      [advance(), 'task 0 sends no ReportPartitionOffset of epoch 4'],
      [advance(report(0, 4, '0')), 'task 0 sends no CommitPartitionEpoch of epoch 4'],
      [advance(...ended, computed(0, 5)), 'task 1 stays in epoch 4'],
    ],
  },
  'each run has its own coordinator': {
    holds: [execution(lookedUp('run--1'), lookedUp('run--1')), again(lookedUp('run--2'))],
    breaks: [
      [execution(lookedUp(null)), 'the coordinator is looked up under no id'],
      [execution(lookedUp('run')), 'the coordinator is looked up under run'],
      [execution(lookedUp('run--1'), lookedUp('run--2')), 'the coordinator is looked up under run--1 and run--2'],
      [again(lookedUp('run--1')), 'the coordinator is looked up under run--1, the id of an earlier run'],
    ],
  },
  'readers are announced before the child is executed, and only the query advances epochs and stops writes': {
    holds: [execution(...told('SetReaderPartitions'), child, ...told('SetWriterPartitions')), stop(...stopWrites)],
    breaks: [
      [execution(...told('SetWriterPartitions')), 'SetWriterPartitions is asked before SetReaderPartitions'],
      [execution(child, ...told('SetReaderPartitions')), 'the child is executed before SetReaderPartitions is asked'],
      [
        stop({ kind: 'asked', actor: 'operator', message: { type: 'StopContinuousExecutionWrites' } }),
        'StopContinuousExecutionWrites is asked by the operator',
      ],
      [
        advance({ kind: 'asked', actor: 'operator', message: { type: 'IncrementAndGetEpoch' } }),
        'IncrementAndGetEpoch is asked by the operator',
      ],
    ],
  },
  'each row is written once, in the current, uncommitted epoch of its task': {
    holds: [row(written(4)), advance(...ended)],
    breaks: [
      [row(), 'written: nothing (wanted: 0 row-0-0)'],
      [row(written(4), written(4)), 'written: 0 row-0-0, 0 row-0-0 (wanted: 0 row-0-0)'],
      [restart(written(5)), 'written: 0 row-0-0 (wanted: nothing)'],
      [row(written(5)), 'a row is written in epoch 5 by a task in epoch 4'],
      [
        moment({ kind: 'row', partition: 0, value: 'row-0-0' }, {}, [...run, inSink(4), inQuery(4)], [written(4)]),
        'a row is written in epoch 4, which is committed',
      ],
    ],
  },
  'a stopped query stops the writes, ends without an error and begins no other run': {
    holds: [stop(...stopWrites, stopped), advance()],
    breaks: [
      [stop(stopped), 'StopContinuousExecutionWrites is asked 0 times'],
      [stop(...stopWrites), 'the query does not end'],
      [
        stop(...stopWrites, { ...stopped, error: { type: 'IOException', message: null } } as Event),
        'the query ends with IOException',
      ],
      [stop(...stopWrites, stopped, job), 'the query submits a job'],
    ],
  },
  'the query commits each epoch that the sink has committed': {
    holds: [delivery(everything, inSink(4), inQuery(4)), row(written(4))],
    breaks: [[delivery(everything, inSink(4)), 'the sink commits epoch 4, but the query does not']],
  },
  'a query runs until it is stopped': {
    holds: [stop(...stopWrites, stopped), advance(...ended)],
    breaks: [
      [advance(stopped), 'the query ends by itself'],
      [advance(...stopWrites), 'the query stops the writes'],
    ],
  },
}

describe('properties of a query', () => {
  it.for([...always])('$name', ({ name, broken }) => {
    const { holds, breaks } = cases[name] ?? { holds: [], breaks: [] }
    expect(breaks.length).toBeGreaterThan(0)
    for (const each of holds) expect(broken(each)).toBeUndefined()
    for (const [each, how] of breaks) expect(broken(each)).toBe(how)
  })

  it.for(['throw', 'interrupt', 'complete'] as const)(
    'no property applies to the other participants after the fault %s',
    (fault) => {
      const moments = [
        advance(stopped),
        delivery(everything),
        row(),
        stop(job),
        late(inSink(4)),
        execution(job, computed(0, 7)),
      ]
      for (const each of moments) {
        for (const { broken } of always)
          expect(broken({ ...each, env: { ...each.env, faultsUsed: { [fault]: 1 } } })).toBeUndefined()
      }
    },
  )
})
