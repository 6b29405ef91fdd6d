import type { Event, EventOf } from '../../../src/contract/events.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import { alterEvents, behind, drop, patch } from '../wrappers/events.ts'
import { inQuery, sends, sentBy, tasksBeginAt } from '../wrappers/query.ts'
import { committed, sentCommit } from '../wrappers/task.ts'
import { all, alterAction, alterState, inTurn, onStep } from '../wrappers/wrapper.ts'

const isReport = sends('ReportPartitionOffset')
const ofSamePartition = (one: Event, { message }: EventOf<'sent'>) =>
  one.kind === 'sent' && one.message.partitionId === message.partitionId

/** Alters what a reader reports. */
const reports = (change: (report: EventOf<'sent'>['message']) => Partial<EventOf<'sent'>['message']>): Wrapper =>
  patch('sent', ({ message }) => ({ message: { ...message, ...change(message) } as typeof message }), isReport)

/** Faulty readers, and faulty ways from the rows to the commit. */
export const queryEpochMutants: readonly Mutant[] = [
  {
    name: 'tells its tasks that every run begins with epoch 0',
    wrap: tasksBeginAt(() => 0),
    breaks: ['CE-4'],
  },
  {
    name: 'tells its tasks the first epoch of the query in every run',
    wrap: tasksBeginAt((_, { setup }) => setup.startEpoch),
    breaks: ['CE-4'],
  },
  {
    name: 'tells its tasks the epoch that the trigger has come to',
    wrap: tasksBeginAt((epoch, { coordinator }) => Math.max(epoch, coordinator.currentEpoch)),
    breaks: ['CE-4'],
  },
  {
    name: 'reports an epoch after its commit',
    wrap: alterEvents((events, taken) => {
      if (taken === undefined || !inQuery(taken)) return events
      const order: Event[] = []
      let held: readonly Event[] = []
      for (const event of events) {
        if (event.kind === 'sent' && event.message.type === 'ReportPartitionOffset') held = [...held, event]
        else if (event.kind === 'sent') {
          order.push(event, ...held)
          held = []
        } else order.push(event)
      }
      return [...order, ...held]
    }),
    breaks: ['EC-25'],
  },
  {
    name: 'does not report an epoch',
    wrap: all(drop('sent', isReport), drop('offset-added', inQuery)),
    breaks: ['EC-25', 'REF-2'],
  },
  {
    name: 'reports after each row',
    wrap: behind(
      'row-written',
      ({ partition, epoch }) =>
        sentBy(partition, { type: 'ReportPartitionOffset', partitionId: partition, epoch, offset: '1' }),
      inQuery,
    ),
    breaks: ['EC-25'],
  },
  {
    name: 'reports how many rows the epoch has had, and not how far it is',
    wrap: alterState('query', ({ after, events }) => {
      const reported = new Set(events.flatMap((event) => (event.kind === 'sent' ? [event.message.partitionId] : [])))
      const readers = after.readers.map((reader, partition) =>
        reported.has(partition) ? { ...reader, offset: 0 } : reader,
      )
      return { ...after, readers }
    }),
    breaks: ['EC-25'],
  },
  {
    name: 'reports one row too few',
    wrap: reports((report) =>
      report.type === 'ReportPartitionOffset' ? { offset: String(Math.max(Number(report.offset) - 1, 0)) } : {},
    ),
    breaks: ['EC-25'],
  },
  {
    name: 'reports under the number of the next epoch',
    wrap: reports(({ epoch }) => ({ epoch: epoch + 1 })),
    breaks: ['EC-25'],
  },
  {
    name: 'reports for the first partition, whichever it reads',
    wrap: reports(() => ({ partitionId: 0 })),
    breaks: ['EC-25'],
  },
  {
    name: 'reports only the last of the epochs that it has missed',
    wrap: drop('sent', (taken, event) => {
      const later = taken.events.slice(taken.events.indexOf(event) + 1)
      return (
        isReport(taken, event) &&
        later.some(
          (one) => ofSamePartition(one, event) && one.kind === 'sent' && one.message.type === 'ReportPartitionOffset',
        )
      )
    }),
    breaks: ['EC-25'],
  },
  {
    name: 'commits an epoch with each row',
    wrap: behind(
      'row-written',
      ({ partition, epoch }) => [committed(partition, epoch), sentCommit(partition, epoch)],
      inQuery,
    ),
    breaks: ['EC-22'],
  },
  {
    name: 'writes the next row before it has sent the commit of the epoch',
    wrap: drop('sent', sends('CommitPartitionEpoch')),
    breaks: ['EC-22'],
  },
  {
    name: 'has its reader send a commit, too',
    wrap: behind('sent', ({ message: { partitionId, epoch } }) => sentCommit(partitionId, epoch), isReport),
    breaks: ['EC-22'],
  },
  {
    name: 'has its marker threads learn of the epoch without asking',
    wrap: alterAction('query', (action, state) => {
      if (action.kind !== 'advance-epoch' || state.setup.polls !== 'held') return action
      return [
        action,
        ...[...state.tasks.running.keys()].map((partition) => ({ kind: 'end-epoch', partition }) as const),
      ]
    }),
    breaks: ['REF-2'],
  },
  {
    name: 'has its marker threads ask for one partition only',
    wrap: onStep('query', ({ state, action, take }) => {
      const { setup } = state
      if (action.kind !== 'advance-epoch' || setup.polls === 'held') return take(state, action)
      const held = { ...state, setup: { ...setup, polls: 'held' as const } }
      const step = inTurn(take, held, [action, { kind: 'end-epoch', partition: 0 }])
      return { ...step, state: { ...step.state, setup } }
    }),
    breaks: ['REF-2'],
  },
  {
    name: 'marks the end of one epoch, however many have gone by',
    file: 'query/tasks.ts',
    find: '{ length: currentEpoch - reader.epoch }',
    replace: '{ length: Math.min(currentEpoch - reader.epoch, 1) }',
    breaks: ['REF-2'],
  },
  {
    name: 'has one marker thread wake all',
    wrap: alterAction('query', (action, state) => {
      if (action.kind !== 'end-epoch' || state.setup.polls !== 'held') return action
      return [...state.tasks.running.keys()].map((partition) => ({ kind: 'end-epoch', partition }) as const)
    }),
    breaks: ['REF-2', 'EC-22'],
  },
  {
    name: 'loses count of the rows',
    wrap: alterState('query', ({ before, after, action }) => {
      if (action.kind !== 'row') return after
      const readers = after.readers.map((reader, at) =>
        reader === before.readers[at] ? reader : { ...reader, offset: 1 },
      )
      return { ...after, readers }
    }),
    breaks: ['EC-25'],
  },
]
