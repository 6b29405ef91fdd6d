import type { Ask } from '../../../src/contract/messages.ts'
import { logRegistered } from '../../../src/reference/log-lines.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import { on } from '../wrappers/conditions.ts'
import { answered, replyTo } from '../wrappers/coordinator.ts'
import { alterEvents, before, behind, double, drop, isSelected, patch } from '../wrappers/events.ts'
import { askAndReply, asks, coordinatorBeginsAt, hasRun, inQuery, moveAsk, ofScan, onRun } from '../wrappers/query.ts'
import { alterSetup, alterState, type Taken } from '../wrappers/wrapper.ts'

const file = 'query/run.ts'

const registering = /^Registered /
const setReaders = (numPartitions: number): Ask => ({ type: 'SetReaderPartitions', numPartitions })

/** Alters the id that the coordinator is looked up under. */
const looksUp = (change: (id: string) => string): Wrapper =>
  patch('coordinator-looked-up', ({ id }) => ({ id: id && change(id) }), inQuery)

/** Announces another number of readers. */
const announces = (change: (readers: number) => number): Wrapper =>
  patch(
    'asked',
    ({ message }) => ({
      message: message.type === 'SetReaderPartitions' ? setReaders(change(message.numPartitions)) : message,
    }),
    inQuery,
  )

/** Faulty runs, from the coordinator to the job. */
export const queryStartMutants: readonly Mutant[] = [
  {
    name: 'registers two coordinators a run',
    wrap: double(registering, inQuery),
    breaks: ['EC-21'],
  },
  {
    name: 'registers a coordinator for its first run only',
    wrap: drop(registering, hasRun),
    breaks: ['EC-21'],
  },
  {
    name: 'registers a new coordinator for each epoch',
    wrap: behind('answered', () => logRegistered('coordinator'), on('advance-epoch')),
    breaks: ['EC-21'],
  },
  {
    name: 'registers a coordinator when it stops',
    wrap: before('query-stopped', () => logRegistered('coordinator'), on('stop')),
    breaks: ['EC-21'],
  },
  {
    name: 'registers its coordinator where the operator does not find it',
    file,
    find: "{ partitions, epochCoordinatorId, coordinator: 'holds', writer: 'Sink' }",
    replace: "{ partitions, epochCoordinatorId, coordinator: 'missing', writer: 'Sink' }",
    breaks: ['EC-20'],
  },
  {
    name: 'registers its coordinator where the tasks do not find it',
    file,
    find: "epochCoordinatorId, coordinator: 'answers' }",
    replace: "epochCoordinatorId, coordinator: 'missing' }",
    breaks: ['EC-20'],
  },
  {
    name: 'finds the coordinator of a second run no more',
    wrap: alterState('query', ({ after }) =>
      after.runs > 1 ? { ...after, setup: { ...after.setup, delivery: 'held' } } : after,
    ),
    breaks: ['EC-20'],
  },
  {
    name: 'gives every run the id of the first',
    wrap: looksUp(() => '<run 0>--<uuid 0>'),
    breaks: ['CE-5'],
  },
  {
    name: 'gives runs without a restart between the same id',
    wrap: looksUp((id) => id.replace(/<run (\d+)>--.*/, '<run $1>--<uuid $1>')),
    breaks: ['CE-5'],
  },
  {
    name: 'uses the run id alone',
    wrap: looksUp((id) => id.replace(/--.*/, '')),
    breaks: ['CE-5'],
  },
  {
    name: 'has the scan look for another coordinator than the operator',
    wrap: patch('coordinator-looked-up', { id: '<run 0>--<uuid 1>' }, ofScan),
    breaks: ['CE-5'],
  },
  {
    name: 'executes its plan before there is a coordinator',
    wrap: alterEvents((events, taken) => {
      if (taken?.action.kind !== 'execute' || !inQuery(taken)) return events
      const isRegistered = (event: (typeof events)[number]) => isSelected(registering, event)
      return [...events.filter((event) => !isRegistered(event)), ...events.filter(isRegistered)]
    }),
    breaks: ['CE-9'],
  },
  {
    name: 'does not execute its plan',
    wrap: onRun(({ after, events }) => ({
      state: {
        ...after,
        operator: { ...after.operator, thread: 'idle', tasks: new Set() },
        tasks: { ...after.tasks, running: new Map() },
      },
      events: events.slice(0, events.findLastIndex((event) => isSelected(registering, event)) + 1),
    })),
    breaks: ['CE-9'],
  },
  {
    name: 'executes its plan twice',
    wrap: double('job-submitted', inQuery),
    breaks: ['CE-9'],
  },
  {
    name: 'begins every run of its coordinator with epoch 0',
    wrap: coordinatorBeginsAt(() => 0),
    breaks: ['CE-7'],
  },
  {
    name: 'begins a restart of its coordinator with the first epoch of the query',
    wrap: coordinatorBeginsAt((_, { setup }) => setup.startEpoch),
    breaks: ['CE-7'],
  },
  {
    name: 'begins its coordinator one epoch late',
    wrap: coordinatorBeginsAt((epoch) => epoch + 1),
    breaks: ['CE-7'],
  },
  {
    name: 'announces one reader too few',
    wrap: announces((readers) => readers - 1),
    breaks: ['EC-27'],
  },
  {
    name: 'announces one reader, however many there are',
    wrap: announces(() => 1),
    breaks: ['EC-27'],
  },
  {
    name: 'announces its readers after the writers',
    wrap: behind('answered', () => askAndReply('operator', setReaders(1)), replyTo('SetWriterPartitions')),
    breaks: ['EC-26'],
  },
  {
    name: 'announces its readers when the job runs already',
    wrap: moveAsk('SetReaderPartitions', (rest, ask) => [...rest, ...ask]),
    breaks: ['EC-26'],
  },
  {
    name: 'announces its readers in the first run only',
    wrap: moveAsk('SetReaderPartitions', (rest) => rest, hasRun),
    breaks: ['EC-26'],
  },
  {
    name: 'announces its readers anew with each epoch',
    wrap: behind('answered', () => ({ kind: 'asked', actor: 'operator', message: setReaders(1) }), on('advance-epoch')),
    breaks: ['EC-26'],
  },
  {
    name: 'has the scan ask without looking the coordinator up',
    wrap: drop('coordinator-looked-up', ofScan),
    breaks: ['REF-2'],
  },
  {
    name: 'leaves the epoch to the kit, also with a trigger of its own',
    wrap: alterSetup('query', (setup) => ({ ...setup, trigger: 'kit' })),
    breaks: ['CE-8'],
  },
  {
    name: 'moves the epoch before there is a coordinator',
    wrap: moveAsk('IncrementAndGetEpoch', (rest, ask) => [...ask, ...rest], on('execute')),
    breaks: ['CE-8'],
  },
  {
    name: 'begins no trigger in a second run',
    wrap: moveAsk(
      'IncrementAndGetEpoch',
      (rest) => rest,
      (taken: Taken) => hasRun(taken) && !on('advance-epoch')(taken),
    ),
    breaks: ['CE-8'],
  },
  {
    name: 'has the operator move the epoch',
    wrap: patch('asked', { actor: 'operator' }, asks('IncrementAndGetEpoch')),
    breaks: ['EC-24'],
  },
  {
    name: 'has the scan ask for a new epoch when it begins',
    wrap: before(
      'asked',
      ({ actor }) => [
        { kind: 'asked', actor, message: { type: 'IncrementAndGetEpoch' } },
        answered('IncrementAndGetEpoch', 1),
      ],
      asks('SetReaderPartitions'),
    ),
    breaks: ['EC-24'],
  },
  {
    name: 'keeps the held messages of the run before for its next run',
    file,
    find: 'mailboxes: partitionsOf(before).map(() => []),',
    replace: 'mailboxes: partitionsOf(before).map((partition) => before.mailboxes[partition] ?? []),',
    breaks: ['EC-28'],
  },
]
