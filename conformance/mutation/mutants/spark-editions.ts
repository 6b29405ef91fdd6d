import type { EventOf } from '../../../src/contract/events.ts'
import { checkBacklog } from '../../../src/reference/backlog.ts'
import type { Deviation } from '../../../src/reference/deviations.ts'
import type { EditionName } from '../../../src/reference/editions.ts'
import { logAborting } from '../../../src/reference/log-lines.ts'
import { nothingToClose } from '../../../src/reference/spark-errors.ts'
import type { Fault, Mutant, Wrapper } from '../mutant.ts'
import { hit, on } from '../wrappers/conditions.ts'
import { isSecondCommit, onReport } from '../wrappers/coordinator.ts'
import { alterEach, before, behind, double, drop, isSelected, moveBefore, patch } from '../wrappers/events.ts'
import { hadNoWriter, wasInterrupted, writerClosed } from '../wrappers/task.ts'
import { all, alterFirstState, alterStep, type Taken } from '../wrappers/wrapper.ts'

/** A mutant of an edition, in the order name, fault, breaks. */
const of =
  (edition: EditionName) =>
  (name: string, fault: Wrapper | Deviation | Fault, ...breaks: Mutant['breaks']): Mutant => {
    if (typeof fault === 'function') return { name, edition, wrap: fault, breaks }
    return typeof fault === 'string' ? { name, edition, without: fault, breaks } : { name, edition, ...fault, breaks }
  }
const [of24, of30, of32, of34, of40] = [
  of('spark-2.4'),
  of('spark-3.0'),
  of('spark-3.2'),
  of('spark-3.4'),
  of('spark-4.0'),
] as const

const starting = /^Start processing /
const isCommitted = / (is )?committed\.$/
const isAborted = / aborted\.$/
const abortLine = / abort(ed|ing)\.$/
const nothingClosed = (_: Taken, { error }: EventOf<'task-failed'>) => error.type === nothingToClose.type

/** Stops for the backlog that a coordinator has of this pile. */
const stopFor =
  (pile: string) =>
  (_: Taken, { error }: EventOf<'query-stopped'>) =>
    error?.message?.includes(`the ${pile} queue`) === true

/** Implementations of a release line that do as the page says, or as another release line does, or do otherwise. */
export const sparkEditionMutants: readonly Mutant[] = [
  of24('logs as the page says that it has committed', 'committed-log-line', 'RDD-23'),
  of30('logs as the page says that it starts', 'start-log-line', 'OP-7'),

  of30(
    'makes the writer factory before it executes the child',
    'child-first',
    'OP-2',
    'OP-18',
    'OP-40',
    'OP-41',
    'OP-45',
  ),
  of30(
    'logs that it starts before it makes the writer factory',
    all(
      moveBefore(starting, 'writer-factory-created'),
      before(
        'threw',
        (_, { before: state }) => ({
          kind: 'logged',
          actor: 'operator',
          level: 'INFO',
          logger: 'WriteToContinuousDataSourceExec',
          message: `Start processing data source of ${state.role}`,
        }),
        hit('create-writer-factory'),
      ),
    ),
    'OP-40',
  ),
  of30(
    'does not tell the sink how many partitions there are',
    alterEach('writer-factory-created', ({ kind, actor }) => ({ kind, actor })),
    'OP-42',
  ),
  of30('tells the sink of one partition', patch('writer-factory-created', { numPartitions: 1 }), 'OP-42'),
  of32('ends with a full stop when a task has failed', 'job-aborted-wording', 'OP-26', 'OP-43'),
  of34('wraps the failure of the job', 'job-failure-bare', 'OP-26', 'OP-27', 'OP-44'),
  of34(
    'hides the error of the task',
    patch(
      'threw',
      ({ error }) => ({ error: { ...error, message: 'Job aborted due to stage failure' } }),
      (_, { error }) => error.message?.startsWith('Job aborted') === true,
    ),
    'OP-44',
  ),
  of40('wraps an error of its own in the failure of the job', 'own-errors-bare', 'CE-31', 'CE-32'),

  of30('closes no writer', 'writer-closed', 'RDD-43', 'RDD-70', 'RDD-71', 'RDD-72', 'RDD-75'),
  of30('closes a writer before it says that it has committed', moveBefore('writer-closed', isCommitted), 'RDD-70'),
  of30('closes a writer twice that has committed', double('writer-closed', on('end-epoch')), 'RDD-70'),
  of30('closes a writer when its task ends, and not before', drop('writer-closed', on('end-epoch')), 'RDD-70'),
  of30('closes a writer before its abort', moveBefore('writer-closed', 'writer-aborted'), 'RDD-71'),
  of30('closes no writer whose abort has thrown', drop('writer-closed', hit('abort')), 'RDD-71'),
  of30('closes no writer that an interrupt has ended', drop('writer-closed', wasInterrupted), 'RDD-72'),
  of30(
    'closes a writer only once the next is made',
    alterStep('task', (taken) => {
      const { after: state, events } = taken
      if (!wasInterrupted(taken)) return { state, events }
      const isClosed = (event: (typeof events)[number]) => isSelected('writer-closed', event)
      return { state, events: [...events.filter((event) => !isClosed(event)), ...events.filter(isClosed)] }
    }),
    'RDD-72',
  ),
  of30('begins the epoch again when an interrupt comes before its writer', 'no-writer-closed', 'RDD-73', 'RDD-74'),
  of30(
    'logs that it aborts what was never made',
    before('task-failed', ({ partition }) => logAborting(partition), nothingClosed),
    'RDD-74',
  ),
  of30(
    'closes a writer that was never made',
    behind(
      isAborted,
      (_, { action }) => writerClosed('partition' in action ? (action.partition ?? 0) : 0, 0),
      hadNoWriter,
    ),
    'RDD-75',
  ),
  of30(
    'fails over what is not to be closed',
    all(drop(abortLine, hadNoWriter), patch('task-failed', { error: nothingToClose }, hadNoWriter)),
    'RDD-75',
  ),

  of30('has no limit to its backlog', 'backlog-limit', 'EC-70', 'EC-80', 'EC-81', 'EC-82', 'EC-83'),
  of30(
    'stops the query as soon as the backlog is full',
    alterFirstState('coordinator', (state) => ({ ...state, backlogLimit: (state.backlogLimit ?? 0) - 1 })),
    'EC-80',
    'EC-81',
    'EC-82',
  ),
  of30('does not count offsets as backlog', drop('query-stopped', stopFor('partition offset')), 'EC-80'),
  of30('does not count commits as backlog', drop('query-stopped', stopFor('partition commit')), 'EC-81'),
  of30('does not count epochs that wait as backlog', drop('query-stopped', stopFor('epoch')), 'EC-82'),
  of30(
    'counts epochs and not offsets',
    drop('query-stopped', (taken, event) => {
      const { after: state } = taken
      if (state.role !== 'coordinator' || state.backlogLimit === undefined) return false
      return stopFor('partition offset')(taken, event) && state.epochs.size <= state.backlogLimit
    }),
    'EC-80',
  ),
  of30(
    'stops the query for the first pile only that is too large',
    drop('query-stopped', ({ events }, event) => event !== events.find(({ kind }) => kind === 'query-stopped')),
    'EC-82',
  ),
  of30(
    'looks at the backlog, too, when a commit is ignored',
    onReport('CommitPartitionEpoch', ({ before: state, after, events }, report) => {
      if (!isSecondCommit(state, report)) return { state: after, events }
      return { state: after, events: checkBacklog(after.backlogLimit ?? Number.MAX_SAFE_INTEGER, after) }
    }),
    'EC-83',
  ),
  of30(
    'stops the query once',
    drop('query-stopped', ({ before: state }) => {
      return state.role === 'coordinator' && checkBacklog(state.backlogLimit ?? 0, state).length > 0
    }),
    'EC-83',
  ),
  of30(
    'counts what the message has cleared away',
    onReport(['CommitPartitionEpoch', 'ReportPartitionOffset'], ({ before: state, after, events }) => ({
      state: after,
      events: [
        ...events.filter(({ kind }) => kind !== 'query-stopped'),
        ...checkBacklog(after.backlogLimit ?? 0, { ...after, epochs: state.epochs }),
      ],
    })),
    'EC-83',
  ),
  of30(
    'lets the query run on when its coordinator has it stopped',
    {
      file: 'query/query.ts',
      find: 'if (failure === null || !isRunning(step.state)) return step',
      replace: 'if (step) return step',
    },
    'CE-30',
  ),
  of30(
    'ends as if it had been stopped when its coordinator has it stopped',
    patch('query-stopped', { error: null }, (taken) => taken.before.role === 'query'),
    'CE-30',
  ),
]
