import type { Mutant } from '../mutant.ts'

const file = 'query/run.ts'

const coordinatorId = '`<run $' + '{executions - 1}>--<uuid $' + '{runs}>`'
const askReaders = "ask(one, 'operator', { type: 'SetReaderPartitions', numPartitions: partitions }),"
const askWriters = "(one) => ask(one, 'operator', { type: 'SetWriterPartitions', numPartitions: partitions }),"
const coordinatorOfRun = 'openCoordinator({ ...before.setup, startEpoch }, '
const scanLooksUp = "{ kind: 'coordinator-looked-up', actor: 'operator', id }"
const registration = '{ state, events },\n    (next) => (next.setup.trigger'
const trigger = "next.setup.trigger === 'spark' ? ask(next, 'query', { type: 'IncrementAndGetEpoch' }) : still(next)"
const submitJob = "const { state: operator, events } = stepOperator(state.operator, { kind: 'answer' })"

/** Faulty runs, from the coordinator to the job. */
export const queryStartMutants: readonly Mutant[] = [
  {
    name: 'registers two coordinators a run',
    file,
    find: registration,
    replace: '{ state, events: [...events, ...events] },\n    (next) => (next.setup.trigger',
    breaks: ['EC-21'],
  },
  {
    name: 'registers a coordinator for its first run only',
    file,
    find: registration,
    replace: '{ state, events: before.runs === 0 ? events : [] },\n    (next) => (next.setup.trigger',
    breaks: ['EC-21'],
  },
  {
    name: 'registers a new coordinator for each epoch',
    file: 'query/query.ts',
    find: 'return { state: { ...state, coordinator }, events }',
    replace: `const { events: registered } = openCoordinator({ startEpoch: 0, epochBacklogQueueSize: 0 })
  return { state: { ...state, coordinator }, events: [...events, ...registered] }`,
    breaks: ['EC-21'],
  },
  {
    name: 'registers a coordinator when it stops',
    file: 'query/query.ts',
    find: '(next) => stopped(next, null))',
    replace: '(next) => ({ ...stopped(next, null), events: [...openCoordinator(next.setup).events] }))',
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
    file,
    find: 'return settled({ state: { ...state, operator }, events }, (next) =>',
    replace:
      'return settled({ state: { ...state, operator, setup: { ...state.setup, delivery: state.runs > 1 ? "held" : state.setup.delivery } }, events }, (next) =>',
    breaks: ['EC-20'],
  },
  {
    name: 'gives every run the id of the first',
    file,
    find: coordinatorId,
    replace: "'<run 0>--<uuid 0>'",
    breaks: ['CE-5'],
  },
  {
    name: 'gives runs without a restart between the same id',
    file,
    find: coordinatorId,
    replace: '`<run $' + '{executions - 1}>--<uuid $' + '{executions - 1}>`',
    breaks: ['CE-5'],
  },
  {
    name: 'uses the run id alone',
    file,
    find: coordinatorId,
    replace: '`<run $' + '{executions - 1}>`',
    breaks: ['CE-5'],
  },
  {
    name: 'has the scan look for another coordinator than the operator',
    file,
    find: scanLooksUp,
    replace: "{ kind: 'coordinator-looked-up', actor: 'operator', id: '<run 0>--<uuid 1>' }",
    breaks: ['CE-5'],
  },
  {
    name: 'executes its plan before there is a coordinator',
    file,
    find: 'execute,\n  )',
    replace: '(next) => { const step = execute(next); return { ...step, events: [...step.events, ...events] } },\n  )',
    breaks: ['CE-9'],
  },
  {
    name: 'does not execute its plan',
    file,
    find: 'execute,\n  )',
    replace: '(next) => still(next),\n  )',
    breaks: ['CE-9'],
  },
  {
    name: 'executes its plan twice',
    file,
    find: submitJob,
    replace: `const { state: operator, events: once } = stepOperator(state.operator, { kind: 'answer' })
  const events = [...once, ...once]`,
    breaks: ['CE-9'],
  },
  {
    name: 'begins every run of its coordinator with epoch 0',
    file,
    find: coordinatorOfRun,
    replace: 'openCoordinator({ ...before.setup, startEpoch: 0 }, ',
    breaks: ['CE-7'],
  },
  {
    name: 'begins a restart of its coordinator with the first epoch of the query',
    file,
    find: coordinatorOfRun,
    replace: 'openCoordinator(before.setup, ',
    breaks: ['CE-7'],
  },
  {
    name: 'begins its coordinator one epoch late',
    file,
    find: coordinatorOfRun,
    replace: 'openCoordinator({ ...before.setup, startEpoch: startEpoch + 1 }, ',
    breaks: ['CE-7'],
  },
  {
    name: 'announces one reader too few',
    file,
    find: askReaders,
    replace: "ask(one, 'operator', { type: 'SetReaderPartitions', numPartitions: partitions - 1 }),",
    breaks: ['EC-27'],
  },
  {
    name: 'announces one reader, however many there are',
    file,
    find: askReaders,
    replace: "ask(one, 'operator', { type: 'SetReaderPartitions', numPartitions: 1 }),",
    breaks: ['EC-27'],
  },
  {
    name: 'announces its readers after the writers',
    file,
    find: `${askWriters}\n    submitJob,`,
    replace: `${askWriters}
    (one) => ask(one, 'operator', { type: 'SetReaderPartitions', numPartitions: partitions }),
    submitJob,`,
    breaks: ['EC-26'],
  },
  {
    name: 'announces its readers when the job runs already',
    file,
    find: `(one) => ${askReaders}
  )
  const rest = events.slice(child)`,
    replace: `(one) => still(one),
  )
  if (operator.thread === 'asks')
    return inTurn(
      { ...scanned, events: [...scanned.events, ...events.slice(child, -1)] },
      ${askWriters}
      submitJob,
      (one) => ${askReaders}
    )
  const rest = events.slice(child)`,
    breaks: ['EC-26'],
  },
  {
    name: 'announces its readers in the first run only',
    file,
    find: `(one) => ${askReaders}`,
    replace:
      "(one) => one.runs > 1 ? still(one) : ask(one, 'operator', { type: 'SetReaderPartitions', numPartitions: partitions }),",
    breaks: ['EC-26'],
  },
  {
    name: 'announces its readers anew with each epoch',
    file: 'query/query.ts',
    find: 'return { state: { ...state, coordinator }, events }',
    replace: `const again: QueryStep['events'][number] = { kind: 'asked', actor: 'operator', message: { type: 'SetReaderPartitions', numPartitions: 1 } }
  return { state: { ...state, coordinator }, events: [...events, again] }`,
    breaks: ['EC-26'],
  },
  {
    name: 'has the scan ask without looking the coordinator up',
    file,
    find: `[...events.slice(0, child), ${scanLooksUp}]`,
    replace: 'events.slice(0, child)',
    breaks: ['REF-2'],
  },
  {
    name: 'leaves the epoch to the kit, also with a trigger of its own',
    file,
    find: trigger,
    replace: 'still(next)',
    breaks: ['CE-8'],
  },
  {
    name: 'moves the epoch before there is a coordinator',
    file,
    find: `{ state, events },\n    (next) => (${trigger}),`,
    replace: `ask(state, 'query', { type: 'IncrementAndGetEpoch' }),
    (next) => ({ state: next, events }),`,
    breaks: ['CE-8'],
  },
  {
    name: 'begins no trigger in a second run',
    file,
    find: trigger,
    replace: `before.runs === 0 && ${trigger}`,
    breaks: ['CE-8'],
  },
  {
    name: 'has the operator move the epoch',
    file,
    find: trigger,
    replace: trigger.replace("'query'", "'operator'"),
    breaks: ['EC-24'],
  },
  {
    name: 'has the scan ask for a new epoch when it begins',
    file,
    find: `(one) => ${askReaders}`,
    replace: `(one) => ask(one, 'operator', { type: 'IncrementAndGetEpoch' }),\n    (one) => ${askReaders}`,
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
