import type { Event, EventOf } from '../../../src/contract/events.ts'
import type { ErrorValue } from '../../../src/contract/values.ts'
import { logStartProcessing } from '../../../src/reference/log-lines.ts'
import type { State } from '../../../src/reference/model.ts'
import { askFailed, interrupted, jobAborted } from '../../../src/reference/spark-errors.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import { both, type Condition, hit, on } from '../wrappers/conditions.ts'
import { alterEach, before, patch } from '../wrappers/events.ts'
import {
  asked,
  childExecuted,
  end,
  jobSubmitted,
  lookedUp,
  returned,
  taskStarted,
  threw,
} from '../wrappers/operator.ts'
import { alterAction, alterStep, ignoreAction, onStep, type Taken } from '../wrappers/wrapper.ts'

const withoutFactory = hit('create-writer-factory')
const withoutChild = hit('child')
const withoutId: Condition = ({ before: state }) => state.role === 'operator' && state.setup.epochCoordinatorId === null
const noCoordinatorThere = (_: Taken, { error }: EventOf<'threw'>) =>
  error.cause?.type === 'RpcEndpointNotFoundException'
const noCoordinatorUnderId = (taken: Taken, event: EventOf<'threw'>) =>
  noCoordinatorThere(taken, event) && !withoutId(taken)
const badAnswer = on('answer')
const badTask = on('fail-task')
const inJob: Condition = both(on('interrupt'), ({ before: state }) => isIn(state, 'runs-job'))
const inAsk: Condition = both(on('interrupt'), ({ before: state }) => isIn(state, 'asks'))

const isIn = (state: Taken['before'], thread: State<'operator'>['thread']) =>
  state.role === 'operator' && state.thread === thread

/** Alters the error that the execution throws. */
const throwing = (
  change: (error: ErrorValue) => ErrorValue,
  when: (taken: Taken, event: EventOf<'threw'>) => boolean,
): Wrapper => patch('threw', ({ error }) => ({ error: change(error) }), when)

const withoutCause = ({ type, message }: ErrorValue): ErrorValue => ({ type, message })
const partitionsIn = ({ before: state }: Taken) => (state.role === 'operator' ? state.setup.partitions : 0)
const setWriters = (taken: Taken) => asked({ type: 'SetWriterPartitions', numPartitions: partitionsIn(taken) })
const submitsJob = (taken: Taken) => jobSubmitted(partitionsIn(taken))

/** Submits the job where the execution would have thrown. */
const writesAllTheSame = (when: (taken: Taken, event: EventOf<'threw'>) => boolean): Wrapper =>
  alterStep('operator', (taken) => {
    const { after: state, events } = taken
    const last = events.at(-1)
    if (last?.kind !== 'threw' || !when(taken, last)) return { state, events }
    const tasks = Array.from({ length: state.setup.partitions }, (_, partition) => partition)
    return {
      state: { ...state, thread: 'runs-job', tasks: new Set(tasks) },
      events: [...events.slice(0, -1), jobSubmitted(tasks.length), ...tasks.map(taskStarted)],
    }
  })

/** Events that must not happen after an error. */
const afterwards: readonly { readonly does: string; readonly event: (taken: Taken) => Event }[] = [
  { does: 'logs that it starts', event: (taken) => logStartProcessing('Sink', partitionsIn(taken), new Set()) },
  { does: 'looks up the coordinator', event: () => lookedUp('id') },
  { does: 'asks the coordinator', event: setWriters },
  { does: 'submits its job', event: submitsJob },
]

/** An operator that goes wrong when something around it fails, or when it is interrupted. */
export const operatorFailureMutants: readonly Mutant[] = [
  {
    name: 'wraps what making the writer factory throws',
    wrap: throwing((error) => jobAborted(error, new Set()), withoutFactory),
    breaks: ['OP-17'],
  },
  {
    name: 'loses the message of what making the writer factory throws',
    wrap: throwing((error) => ({ ...error, message: null }), withoutFactory),
    breaks: ['OP-17'],
  },
  {
    name: 'executes the child although there is no writer factory',
    wrap: before('threw', () => childExecuted, withoutFactory),
    breaks: ['OP-18'],
  },
  ...afterwards.map(
    ({ does, event }): Mutant => ({
      name: `${does} although there is no writer factory`,
      wrap: before('threw', (_, taken) => event(taken), withoutFactory),
      breaks: ['OP-18'],
    }),
  ),
  {
    name: 'wraps what executing the child throws',
    wrap: throwing((error) => jobAborted(error, new Set()), withoutChild),
    breaks: ['OP-19'],
  },
  {
    name: 'takes a child that throws for one of no partitions',
    wrap: alterEach('threw', () => returned, hit('child', 'create-writer-factory')),
    breaks: ['OP-19'],
  },
  ...afterwards.map(
    ({ does, event }): Mutant => ({
      name: `${does} although the child has thrown`,
      wrap: before('threw', (_, taken) => event(taken), withoutChild),
      breaks: ['OP-20'],
    }),
  ),
  {
    name: 'throws what looking up the coordinator threw without the SparkException around it',
    wrap: throwing((error) => error.cause ?? error, noCoordinatorThere),
    breaks: ['OP-21'],
  },
  {
    name: 'hides why the coordinator was not found',
    wrap: throwing(withoutCause, noCoordinatorThere),
    breaks: ['OP-21'],
  },
  {
    name: 'takes a coordinator that is not found for a job that failed',
    wrap: throwing(() => jobAborted({ type: 'NullPointerException', message: null }, new Set()), noCoordinatorUnderId),
    breaks: ['OP-21'],
  },
  {
    name: 'asks although no coordinator is registered under the id',
    wrap: before('threw', (_, taken) => setWriters(taken), noCoordinatorUnderId),
    breaks: ['OP-22'],
  },
  {
    name: 'writes without a coordinator if none is registered under the id',
    wrap: writesAllTheSame(noCoordinatorUnderId),
    breaks: ['OP-22', 'OP-21'],
  },
  {
    name: 'submits its job although no coordinator is registered under the id, and then throws',
    wrap: before('threw', (_, taken) => submitsJob(taken), noCoordinatorUnderId),
    breaks: ['OP-22'],
  },
  {
    name: 'throws a NullPointerException without an id',
    wrap: throwing(() => ({ type: 'NullPointerException', message: null }), both(withoutId, on('execute'))),
    breaks: ['OP-23'],
  },
  {
    name: 'asks although there is no id',
    wrap: before('threw', (_, taken) => setWriters(taken), withoutId),
    breaks: ['OP-23'],
  },
  {
    name: 'writes without a coordinator if there is no id',
    wrap: writesAllTheSame(withoutId),
    breaks: ['OP-23'],
  },
  {
    name: 'submits its job although there is no id, and then throws',
    wrap: before('threw', (_, taken) => submitsJob(taken), withoutId),
    breaks: ['OP-23'],
  },
  {
    name: 'throws the error that the coordinator answered with as it stands',
    wrap: throwing((error) => error.cause ?? error, badAnswer),
    breaks: ['OP-24'],
  },
  {
    name: 'takes an answer that is an error for a job that failed',
    wrap: throwing((error) => ({ ...error, message: 'Writing job aborted.' }), badAnswer),
    breaks: ['OP-24'],
  },
  {
    name: 'hides the error that the coordinator answered with',
    wrap: throwing(withoutCause, badAnswer),
    breaks: ['OP-24'],
  },
  {
    name: 'submits its job although the answer is an error, and then throws it',
    wrap: before('threw', (_, taken) => submitsJob(taken), badAnswer),
    breaks: ['OP-25'],
  },
  {
    name: 'takes an error for an answer',
    wrap: alterAction('operator', (action) => (action.kind === 'answer' ? { kind: 'answer' } : action)),
    breaks: ['OP-24', 'OP-25'],
  },
  {
    name: 'throws the failure of the job as it stands',
    wrap: throwing((error) => error.cause ?? error, badTask),
    breaks: ['OP-26'],
  },
  {
    name: 'misspells that the job was aborted',
    wrap: throwing((error) => ({ ...error, message: 'Writing job failed.' }), badTask),
    breaks: ['OP-26'],
  },
  {
    name: 'waits for the other tasks when one has failed',
    wrap: alterStep('operator', ({ before: state, action, after, events }) => {
      const tasks = new Set(state.tasks)
      if (action.kind !== 'fail-task' || !tasks.delete(action.partition)) return { state: after, events }
      return tasks.size === 0 ? { state: after, events } : { state: { ...state, tasks }, events: [] }
    }),
    breaks: ['OP-26'],
  },
  {
    name: 'returns when a task has failed, as if it had ended well',
    wrap: alterEach('threw', () => returned, badTask),
    breaks: ['OP-26'],
  },
  {
    name: 'hides the failure of the job',
    wrap: throwing(withoutCause, badTask),
    breaks: ['OP-27'],
  },
  {
    name: 'says that the job failed, but not of what',
    wrap: throwing(
      (error) => ({ ...error, cause: { type: 'SparkException', message: 'Job aborted due to stage failure' } }),
      badTask,
    ),
    breaks: ['OP-27'],
  },
  {
    name: 'names another error than the one that the task failed with',
    wrap: alterAction('operator', (action) =>
      action.kind === 'fail-task' && action.error.type !== 'InterruptedException'
        ? { ...action, error: { type: 'TaskKilledException', message: null } }
        : action,
    ),
    breaks: ['OP-27'],
  },
  {
    name: 'throws after an interrupt what a task fails with that has outlived it',
    wrap: alterStep('operator', ({ before: state, action, after, events }) => {
      if (action.kind !== 'fail-task' || state.thread === 'runs-job') return { state: after, events }
      return end(after, events, threw(jobAborted(action.error, state.deviations)))
    }),
    breaks: ['OP-28'],
  },
  {
    name: 'returns once more when the last of the tasks ends that have outlived an interrupt',
    wrap: alterStep('operator', ({ before: state, action, after, events }) => {
      const outlived = action.kind === 'finish-task' && state.thread !== 'runs-job' && after.tasks.size === 0
      return outlived ? end(after, events) : { state: after, events }
    }),
    breaks: ['OP-28'],
  },
  {
    name: 'throws when it is interrupted while its job runs',
    wrap: alterEach('returned', () => threw(interrupted), inJob),
    breaks: ['OP-28'],
  },
  {
    name: 'takes an interrupt for a failure of its job',
    wrap: alterEach('returned', () => threw(jobAborted(interrupted, new Set())), inJob),
    breaks: ['OP-28'],
  },
  {
    name: 'goes on with its job when it is interrupted',
    wrap: ignoreAction('operator', ({ kind }, { thread }) => kind === 'interrupt' && thread === 'runs-job'),
    breaks: ['OP-28'],
  },
  {
    name: 'returns the write RDD when it is interrupted',
    wrap: patch('returned', (_, taken) => ({ partitions: taken ? partitionsIn(taken) : 0 }), inJob),
    breaks: ['OP-28'],
  },
  {
    name: 'returns when it is interrupted while it waits for the answer',
    wrap: alterEach('threw', () => returned, inAsk),
    breaks: ['OP-29'],
  },
  {
    name: 'wraps the interrupt that comes while it waits for the answer',
    wrap: throwing(() => askFailed({ type: 'InterruptedException', message: null }), inAsk),
    breaks: ['OP-29'],
  },
  {
    name: 'gives up waiting for the answer when it is interrupted, and submits its job',
    wrap: onStep('operator', ({ state, action, take }) =>
      take(state, action.kind === 'interrupt' && state.thread === 'asks' ? { kind: 'answer' } : action),
    ),
    breaks: ['OP-29'],
  },
  {
    name: 'goes on waiting for the answer when it is interrupted',
    wrap: ignoreAction('operator', ({ kind }, { thread }) => kind === 'interrupt' && thread === 'asks'),
    breaks: ['OP-29'],
  },
]
