import type { EventOf } from '../../../src/contract/events.ts'
import { noCoordinator } from '../../../src/reference/spark-errors.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import { on } from '../wrappers/conditions.ts'
import { before, behind, double, drop, exchange, moveBefore, patch } from '../wrappers/events.ts'
import { asked, childExecuted, end, threw } from '../wrappers/operator.ts'
import { alterStep } from '../wrappers/wrapper.ts'

const starting = /^Start processing /
type Operator = Extract<EventOf<'described'>, { readonly actor: 'operator' }>

/** Alters how the operator describes itself. */
const describes = (fields: Partial<Operator>): Wrapper =>
  patch('described', (event) => (event.actor === 'operator' ? fields : {}))

/** Alters the number of partitions in an ask. */
const tells = (change: (partitions: number) => number): Wrapper =>
  patch('asked', ({ message }) => ({
    message: 'numPartitions' in message ? { ...message, numPartitions: change(message.numPartitions) } : message,
  }))

/** Ends the execution before the given event, because no coordinator is found under another name. */
const findsNobody = (at: 'coordinator-looked-up' | 'asked', nameOf: (id: string) => string | undefined): Wrapper =>
  alterStep('operator', ({ after: state, events }) => {
    const id = state.setup.epochCoordinatorId
    const name = id === null ? undefined : nameOf(id)
    const index = events.findIndex(({ kind }) => kind === at)
    if (name === undefined || index < 0) return { state, events }
    const kept = events.slice(0, index)
    return end({ ...state, tasks: new Set() }, kept, threw(noCoordinator(name)))
  })

/** Faults in the description of an operator, and in an execution without errors up to its job. */
export const operatorStartMutants: readonly Mutant[] = [
  {
    name: 'has two children',
    wrap: describes({ children: 2 }),
    breaks: ['OP-1'],
  },
  {
    name: 'is a leaf',
    wrap: describes({ children: 0 }),
    breaks: ['OP-1'],
  },
  {
    name: 'has the output column of its child',
    wrap: describes({ output: ['value'] }),
    breaks: ['OP-5'],
  },
  {
    name: 'has output columns as long as it writes',
    wrap: patch(
      'described',
      (event) => (event.actor === 'operator' ? { output: ['value'] } : {}),
      ({ before: state }) => state.role === 'operator' && state.thread !== 'idle',
    ),
    breaks: ['OP-5'],
  },
  {
    name: 'executes the child before it makes the writer factory',
    wrap: exchange('writer-factory-created', 'child-executed'),
    breaks: ['OP-2'],
  },
  {
    name: 'makes a second writer factory with the job',
    wrap: before('job-submitted', () => ({ kind: 'writer-factory-created', actor: 'operator' })),
    breaks: ['OP-3'],
  },
  {
    name: 'executes the child a second time to count its partitions',
    wrap: before(starting, () => childExecuted),
    breaks: ['OP-4'],
  },
  {
    name: 'executes the child again for the job',
    wrap: before('job-submitted', () => childExecuted),
    breaks: ['OP-4'],
  },
  {
    name: 'does not log that it starts',
    wrap: drop(starting),
    breaks: ['OP-7'],
  },
  {
    name: 'logs twice that it starts',
    wrap: double(starting),
    breaks: ['OP-7'],
  },
  {
    name: 'logs that it starts before it has executed the child',
    wrap: exchange('child-executed', starting),
    breaks: ['OP-7'],
  },
  {
    name: 'logs that it starts after it has looked up the coordinator',
    wrap: moveBefore('coordinator-looked-up', starting),
    breaks: ['OP-7'],
  },
  {
    name: 'logs another number of partitions than there are',
    wrap: patch(starting, ({ message }) => ({ message: message.replace(/\d+(?= partitions)/, '0') })),
    breaks: ['OP-7'],
  },
  {
    name: 'logs the class of its writer instead of how it prints',
    wrap: patch(starting, ({ message }) => ({ message: message.replace(/: .*?\. /, ': StreamWriter. ') })),
    breaks: ['OP-7'],
  },
  {
    name: 'misspells that it starts',
    wrap: patch(starting, ({ message }) => ({ message: message.replace('The input RDD', 'The RDD') })),
    breaks: ['OP-7'],
  },
  {
    name: 'logs that it starts as a warning',
    wrap: patch(starting, { level: 'WARN' }),
    breaks: ['OP-7'],
  },
  {
    name: 'logs under the name of its write RDD',
    wrap: patch(starting, ({ logger }) => ({ logger: logger.replace(/\w+$/, 'ContinuousWriteRDD') })),
    breaks: ['OP-32'],
  },
  {
    name: 'logs under its name without the package',
    wrap: patch(starting, { logger: 'WriteToDataSourceV2Exec' }),
    breaks: ['OP-32'],
  },
  {
    name: 'looks up the coordinator under the id of the query, without that of the run',
    wrap: patch('coordinator-looked-up', ({ id }) => ({ id: id && (id.split('-')[0] ?? '') })),
    breaks: ['OP-8'],
  },
  {
    name: 'looks up the coordinator of the run before',
    wrap: patch('coordinator-looked-up', ({ id }) => ({
      id: id?.replace(/\d+$/, (run) => String(Math.abs(Number(run) - 1))) ?? null,
    })),
    breaks: ['OP-8'],
  },
  {
    name: 'looks up the coordinator under a name with the prefix twice, and finds none',
    wrap: findsNobody('coordinator-looked-up', (id) => `EpochCoordinator-${id}`),
    breaks: ['REF-1'],
  },
  {
    name: 'asks the endpoint of its id without the run, where no coordinator is',
    wrap: findsNobody('asked', (id) => (id.includes('--') ? id : undefined)),
    breaks: ['REF-1'],
  },
  {
    name: 'asks the endpoint of its id cut off at 32 characters',
    wrap: drop(
      'asked',
      ({ before: state }) => state.role === 'operator' && (state.setup.epochCoordinatorId ?? '').length > 32,
    ),
    breaks: ['REF-1'],
  },
  {
    name: 'asks SetWriterPartitions twice',
    wrap: double('asked'),
    breaks: ['OP-9'],
  },
  {
    name: 'asks SetWriterPartitions again when it is answered',
    wrap: before(
      'job-submitted',
      ({ partitions }) => asked({ type: 'SetWriterPartitions', numPartitions: partitions }),
      on('answer'),
    ),
    breaks: ['OP-9'],
  },
  {
    name: 'does not ask SetWriterPartitions',
    wrap: drop('asked'),
    breaks: ['OP-9'],
  },
  {
    name: 'asks SetWriterPartitions for one partition too few',
    wrap: tells((partitions) => Math.max(partitions - 1, 0)),
    breaks: ['OP-10'],
  },
  {
    name: 'asks SetWriterPartitions for the one RDD that it has',
    wrap: tells((partitions) => Math.min(partitions, 1)),
    breaks: ['OP-10'],
  },
  {
    name: 'asks for the current epoch, too',
    wrap: before('asked', () => asked({ type: 'GetCurrentEpoch' })),
    breaks: ['OP-31'],
  },
  {
    name: 'sets the number of readers, too',
    wrap: behind('asked', () => asked({ type: 'SetReaderPartitions', numPartitions: 1 })),
    breaks: ['OP-31'],
  },
  {
    name: 'stops the writes when its last task has ended',
    wrap: before('returned', () => asked({ type: 'StopContinuousExecutionWrites' }), on('finish-task')),
    breaks: ['OP-31'],
  },
]
