import type { Event, EventOf } from '../../src/contract/events.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import { keyOf, type QueryEnv } from '../state-space/query-moves.ts'
import { eventsOf, had, oncePerStep } from './moments.ts'
import { namedEpoch } from './named-epoch.ts'
import type { Always, Moment, RoleProperties } from './property.ts'
import { beginOf, isBehindLogged, type QueryHistory, seen } from './query-history.ts'
import { querySituations } from './query-situations.ts'

type Here = Moment<QueryEnv, QueryHistory, 'query'>
type QueryAlways = Always<QueryEnv, QueryHistory, 'query'>

const told = oncePerStep(seen)
const after = (history: QueryHistory, events: readonly Event[]) => told({ history, events }).after

/** Whether the page specifies the behaviour of the query. The effect of one participant's failure on the others is unspecified. */
const isTold = (here: Here) =>
  !had(here, 'throw', 'interrupt', 'complete', 'coordinator') && !here.history.beganElsewhere

const partitionsOf = (here: Here) => Array.from({ length: here.bounds.partitions }, (_, partition) => partition)

/** The keys of the epoch's messages of one type that have not reached the coordinator. */
function missing(here: Here, type: EventOf<'sent'>['message']['type'], epoch: number): readonly string[] {
  return partitionsOf(here)
    .map((partitionId) => keyOf({ type, partitionId, epoch }))
    .filter((key) => !here.env.delivered.includes(key))
}

const missingOfEpoch = (here: Here, epoch: number) => [
  ...missing(here, 'CommitPartitionEpoch', epoch),
  ...missing(here, 'ReportPartitionOffset', epoch),
]

/** Describes the first wrong event of the kind, given the history before it; undefined if none is wrong. */
function firstWrong<K extends Event['kind']>(
  here: Here,
  kind: K,
  tell: (event: EventOf<K>, before: QueryHistory) => string | undefined,
): string | undefined {
  // Most steps have none, and their histories need not be computed.
  if (!here.events.some((event) => event.kind === kind)) return undefined
  for (const { event, before } of told(here).turns) {
    const how = event.kind === kind ? tell(event as EventOf<K>, before) : undefined
    if (how !== undefined) return how
  }
  return undefined
}

const isEffect = ({ kind }: Event) =>
  kind === 'epoch-committed' || kind === 'query-committed' || kind === 'offset-added'

const isStart = ({ kind }: Event) => kind === 'job-submitted' || kind === 'upstream-computed'

const always: readonly QueryAlways[] = [
  {
    name: 'epochs are committed in order, each once, over all runs',
    requirements: ['OP-35', 'EC-35', 'EC-74', 'CE-12'],
    speaksOf: ['epoch-committed', 'query-committed'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'query-committed', ({ epoch }, { next }) =>
        epoch < next ? `epoch ${epoch} is committed to the query twice` : undefined,
      ) ??
      firstWrong(here, 'epoch-committed', ({ epoch }, { next, sinkHas }) => {
        if (epoch !== next) return `epoch ${epoch} is committed, but epoch ${next} is next`
        return epoch === sinkHas && isTold(here) ? `epoch ${epoch} is committed to the sink twice` : undefined
      }),
  },
  {
    name: 'the sink commits an epoch before the query does',
    requirements: ['EC-38', 'CE-1'],
    speaksOf: ['query-committed'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'query-committed', ({ epoch }, { sinkHas }) =>
        epoch === sinkHas
          ? undefined
          : `the query commits epoch ${epoch}, but the last epoch in the sink is ${sinkHas ?? 'none'}`,
      ),
  },
  {
    name: 'the query commits each epoch that the sink has committed',
    requirements: ['CE-1'],
    speaksOf: ['epoch-committed'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (!isTold(here)) return undefined
      const dropped = eventsOf(here.events, 'epoch-committed').find(
        ({ epoch }) => !eventsOf(here.events, 'query-committed').some((event) => event.epoch === epoch),
      )
      return dropped && `the sink commits epoch ${dropped.epoch}, but the query does not`
    },
  },
  {
    name: "an epoch is committed only when all tasks' commits and reports have reached the coordinator",
    requirements: ['EC-29', 'EC-30', 'EC-74'],
    speaksOf: ['epoch-committed'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'epoch-committed', ({ epoch }) => {
        const [first] = isTold(here) ? missingOfEpoch(here, epoch) : []
        return first && `epoch ${epoch} is committed without ${first}`
      }),
  },
  {
    name: 'the next epoch is committed as soon as all its messages have reached the coordinator',
    requirements: ['EC-31', 'EC-32', 'EC-36', 'EC-37'],
    speaksOf: ['epoch-committed'],
    alsoWithoutEvents: true,
    broken: (here) => {
      const { next } = after(here.history, here.events)
      if (!isTold(here) || here.env.stopped || missingOfEpoch(here, next).length > 0) return undefined
      return `epoch ${next} is next and all its messages have reached the coordinator, but it is not committed`
    },
  },
  {
    name: 'the sink gets the commit messages of all tasks for the epoch, and no others',
    requirements: ['EC-33', 'EC-74', 'RDD-18'],
    speaksOf: ['epoch-committed'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'epoch-committed', ({ epoch, messages }) => {
        const all = partitionsOf(here).map((partition) => `commit-${partition}-${epoch}`)
        if (!isTold(here) || areSame(messages, all)) return undefined
        return `the sink gets ${messages.join(', ') || 'nothing'} for epoch ${epoch}`
      }),
  },
  {
    name: 'when all reports of an epoch have reached the coordinator, the reported offsets are added',
    requirements: ['EC-44', 'EC-45', 'CE-11'],
    speaksOf: ['offset-added'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'offset-added', ({ epoch, offsets }, { sent }) => {
        if (!isTold(here)) return undefined
        const type = 'ReportPartitionOffset'
        const [first] = missing(here, type, epoch)
        if (first !== undefined) return `the offsets of epoch ${epoch} are added without ${first}`
        const reported = partitionsOf(here).map((partitionId) => sent[keyOf({ type, partitionId, epoch })] ?? '')
        if (areSame(offsets, reported)) return undefined
        return `offsets of epoch ${epoch}: ${offsets.join(', ')} are added, but ${reported.join(', ')} were reported`
      }),
  },
  {
    name: 'after the writes are stopped, nothing is committed and no offset is added',
    requirements: ['EC-14', 'EC-15', 'EC-28'],
    speaksOf: ['answered'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (!isTold(here) || !here.events.some(isEffect)) return undefined
      const late = told(here).turns.find(({ event, before }) => before.over && isEffect(event))
      return late && `${late.event.kind} is seen after the stop`
    },
  },
  {
    name: 'no task starts before the coordinator has acknowledged the number of writers',
    requirements: ['OP-11', 'CE-9'],
    speaksOf: ['job-submitted'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (!isTold(here) || !here.events.some(isStart)) return undefined
      const early = told(here).turns.find(({ event, before }) => !before.writers && isStart(event))
      return early && `${early.event.kind} is seen before the coordinator has acknowledged SetWriterPartitions`
    },
  },
  {
    name: 'an executed query submits one job, and all its tasks begin',
    requirements: ['CE-9', 'OP-12', 'OP-13'],
    speaksOf: ['job-submitted'],
    alsoWithoutEvents: true,
    broken: (here) => {
      const { action, events } = here
      if (!isTold(here) || action.kind !== 'execute') return undefined
      const jobs = eventsOf(events, 'job-submitted').length
      if (jobs !== 1) return `${jobs} jobs are submitted`
      const begun = eventsOf(events, 'upstream-computed').map(({ partition }) => `${partition}`)
      const all = partitionsOf(here).map(String)
      return areSame(begun, all)
        ? undefined
        : `tasks that begin: ${begun.join(', ') || 'none'} (wanted: ${all.join(', ')})`
    },
  },
  {
    name: 'SetWriterPartitions and SetReaderPartitions carry the number of partitions',
    requirements: ['OP-10', 'EC-27'],
    speaksOf: ['asked'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'asked', ({ message }) => {
        const { partitions } = here.bounds
        if (!('numPartitions' in message) || message.numPartitions === partitions) return undefined
        return `${message.type} carries ${message.numPartitions} (${partitions} wanted)`
      }),
  },
  {
    name: 'each task of a run begins with the epoch after the last commit and takes epochs in order',
    requirements: ['CE-4', 'CE-12', 'RDD-4', 'RDD-24', 'ET-2', 'ET-3'],
    speaksOf: ['upstream-computed'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'upstream-computed', ({ partition, epoch }, before) => {
        const { epochs, next } = before
        const last = epochs[partition]
        if (!isTold(here) || epoch === (last === undefined ? next : last + 1)) return undefined
        if (isBehindLogged(before, { epoch })) return undefined
        return last === undefined
          ? `task ${partition} begins with ${namedEpoch(epoch)}, but epoch ${next} is the next to commit`
          : `task ${partition} computes ${namedEpoch(epoch)} after epoch ${last}`
      }),
  },
  {
    name: 'a task sends one commit per epoch, at the end of the epoch',
    requirements: ['RDD-15', 'RDD-17', 'RDD-19', 'RDD-20', 'EC-22'],
    speaksOf: ['sent'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'sent', ({ actor, message }, { epochs, sent }) => {
        const { type, partitionId, epoch } = message
        if (!isTold(here) || type !== 'CommitPartitionEpoch') return undefined
        if (actor !== `task-${partitionId}`) return `${actor} sends a commit of partition ${partitionId}`
        if (keyOf(message) in sent) return `task ${partitionId} sends a second commit of epoch ${epoch}`
        if (epoch !== epochs[partitionId])
          return `task ${partitionId} sends a commit of epoch ${epoch} in ${namedEpoch(epochs[partitionId])}`
        return here.action.kind === 'row'
          ? `task ${partitionId} sends a commit of epoch ${epoch}, which has not ended`
          : undefined
      }),
  },
  {
    name: 'a reader reports each epoch once, with an offset that counts on from the last committed one',
    requirements: ['EC-25', 'CE-16'],
    speaksOf: ['sent'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'sent', ({ actor, message }, { epochs, read, sent, contradicted }) => {
        if (!isTold(here) || contradicted || message.type !== 'ReportPartitionOffset') return undefined
        const { partitionId, epoch, offset } = message
        if (actor !== `task-${partitionId}`) return `${actor} reports for partition ${partitionId}`
        if (keyOf(message) in sent) return `epoch ${epoch} of partition ${partitionId} is reported twice`
        if (epoch !== epochs[partitionId])
          return `partition ${partitionId} reports epoch ${epoch} in ${namedEpoch(epochs[partitionId])}`
        if (offset === String(read[partitionId])) return undefined
        return `partition ${partitionId} reports offset ${offset} (${read[partitionId] ?? 'none'} wanted)`
      }),
  },
  {
    name: 'when the epoch advances, every task ends its epoch and begins the next',
    requirements: ['EC-25', 'RDD-16', 'RDD-25'],
    speaksOf: ['upstream-computed', 'sent'],
    alsoWithoutEvents: true,
    broken: (here) => {
      if (!isTold(here) || here.action.kind !== 'advance-epoch') return undefined
      const { epochs, sent } = after(here.history, here.events)
      for (const [partitionId, epoch] of here.history.epochs.entries()) {
        if (epoch === undefined) continue
        for (const type of ['ReportPartitionOffset', 'CommitPartitionEpoch'] as const) {
          if (!(keyOf({ type, partitionId, epoch }) in sent))
            return `task ${partitionId} sends no ${type} of epoch ${epoch}`
        }
        if (epochs[partitionId] === epoch) return `task ${partitionId} stays in epoch ${epoch}`
      }
      return undefined
    },
  },
  {
    name: 'each run has its own coordinator',
    requirements: ['CE-5'],
    speaksOf: ['coordinator-looked-up'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, 'coordinator-looked-up', ({ id }, before) => {
        if (!isTold(here)) return undefined
        if (id === null || !/.--./.test(id)) return `the coordinator is looked up under ${id ?? 'no id'}`
        if (before.ids.includes(id)) return `the coordinator is looked up under ${id}, the id of an earlier run`
        return before.id === undefined || before.id === id
          ? undefined
          : `the coordinator is looked up under ${before.id} and ${id}`
      }),
  },
  {
    name: 'readers are announced before the child is executed, and only the query advances epochs and stops writes',
    requirements: ['EC-24', 'EC-26', 'EC-28', 'OP-31'],
    speaksOf: ['asked', 'child-executed'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (!isTold(here)) return undefined
      const early = firstWrong(here, 'child-executed', (_, { readers }) =>
        readers ? undefined : 'the child is executed before SetReaderPartitions is asked',
      )
      return (
        early ??
        firstWrong(here, 'asked', ({ actor, message: { type } }, { readers }) => {
          if (type === 'SetWriterPartitions' && !readers)
            return 'SetWriterPartitions is asked before SetReaderPartitions'
          const asker = type === 'SetReaderPartitions' || type === 'SetWriterPartitions' ? 'operator' : 'query'
          return actor === asker ? undefined : `${type} is asked by the ${actor}`
        })
      )
    },
  },
  {
    name: 'each row is written once, in the current, uncommitted epoch of its task',
    requirements: ['RDD-12', 'CE-12'],
    speaksOf: ['row-written'],
    alsoWithoutEvents: true,
    broken: (here) => {
      if (!isTold(here)) return undefined
      const given = plainActions(here.action).flatMap((one) =>
        one.kind === 'row' ? [`${one.partition} ${one.value}`] : [],
      )
      const written = eventsOf(here.events, 'row-written').map(({ partition, value }) => `${partition} ${value}`)
      if (!areSame(written, given))
        return `written: ${written.join(', ') || 'nothing'} (wanted: ${given.join(', ') || 'nothing'})`
      return firstWrong(here, 'row-written', ({ partition, epoch }, { epochs, next }) => {
        if (epoch !== epochs[partition])
          return `a row is written in epoch ${epoch} by a task in ${namedEpoch(epochs[partition])}`
        return epoch < next ? `a row is written in epoch ${epoch}, which is committed` : undefined
      })
    },
  },
  {
    name: 'a stopped query stops the writes, ends without an error and begins no other run',
    requirements: ['CE-15', 'EC-28'],
    speaksOf: ['query-stopped'],
    alsoWithoutEvents: true,
    broken: (here) => {
      const { action, events } = here
      if (!isTold(here) || action.kind !== 'stop') return undefined
      const asked = eventsOf(events, 'asked').filter(({ message }) => message.type === 'StopContinuousExecutionWrites')
      if (asked.length !== 1) return `StopContinuousExecutionWrites is asked ${asked.length} times`
      const ends = eventsOf(events, 'query-stopped').map(({ error }) => error?.type ?? 'no error')
      if (ends.join() !== 'no error')
        return ends.length === 0 ? 'the query does not end' : `the query ends with ${ends.join(', ')}`
      return eventsOf(events, 'job-submitted').length > 0 ? 'the query submits a job' : undefined
    },
  },
  {
    name: 'a query runs until it is stopped',
    requirements: ['CE-14', 'EC-28'],
    speaksOf: ['job-submitted'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (!isTold(here) || here.action.kind === 'stop') return undefined
      if (eventsOf(here.events, 'query-stopped').length > 0) return 'the query ends by itself'
      return firstWrong(here, 'asked', ({ message }) =>
        message.type === 'StopContinuousExecutionWrites' ? 'the query stops the writes' : undefined,
      )
    },
  },
]

/** Whether both have the same texts, in any order. */
function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join('\n') === others.toSorted().join('\n')
}

export const queryProperties: RoleProperties<QueryEnv, QueryHistory, 'query'> = {
  begin: beginOf,
  after,
  always,
  sometimes: querySituations,
}
