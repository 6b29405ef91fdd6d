import type { Mutant } from '../mutant.ts'

const thrown = 'if (thrown !== undefined) return threw(state, thrown, events)'
/** Another outcome where one of the two has thrown. */
const unless = (place: 'create-writer-factory' | 'child', outcome: string) =>
  `if (thrown !== undefined && place === '${place}') ${outcome}\n    ${thrown}`
const nobody = "if (coordinator === 'missing' || id === null) return threw(state, noCoordinator(id), events)"
const badAnswer = 'threw(state, askFailed(action.error), [])'
const badTask = 'return threw({ ...state, tasks: new Set() }, jobAborted(error, state.deviations), [])'
const inJob = "if (state.thread === 'runs-job') return returned(state, [])"
const inAsk = "return state.thread === 'asks' ? threw(state, interrupted, []) : { state, events: [] }"

/** What should not happen any more once something has thrown: in words, and the event (an expression of `execute`). */
const afterwards = [
  { does: 'logs that it starts', event: 'startProcessing(writer, partitions, deviations)' },
  { does: 'looks up the coordinator', event: "{ kind: 'coordinator-looked-up', actor: 'operator', id }" },
  {
    does: 'asks the coordinator',
    event: "{ kind: 'asked', actor: 'operator', message: { type: 'SetWriterPartitions', numPartitions: partitions } }",
  },
  { does: 'submits its job', event: "{ kind: 'job-submitted', actor: 'operator', partitions }" },
] as const

/** An operator that goes wrong when something around it fails, or when it is interrupted. */
export const operatorFailureMutants: readonly Mutant[] = [
  {
    name: 'wraps what making the writer factory throws',
    file: 'operator.ts',
    find: thrown,
    replace: unless('create-writer-factory', 'return threw(state, jobAborted(thrown, deviations), events)'),
    breaks: ['OP-17'],
  },
  {
    name: 'loses the message of what making the writer factory throws',
    file: 'operator.ts',
    find: thrown,
    replace: unless('create-writer-factory', 'return threw(state, { ...thrown, message: null }, events)'),
    breaks: ['OP-17'],
  },
  {
    name: 'executes the child although there is no writer factory',
    file: 'operator.ts',
    find: thrown,
    replace: unless(
      'create-writer-factory',
      "return threw(state, thrown, [{ kind: 'child-executed', actor: 'operator' }])",
    ),
    breaks: ['OP-18'],
  },
  ...afterwards.map(
    ({ does, event }): Mutant => ({
      name: `${does} although there is no writer factory`,
      file: 'operator.ts',
      find: thrown,
      replace: unless('create-writer-factory', `return threw(state, thrown, [${event}])`),
      breaks: ['OP-18'],
    }),
  ),
  {
    name: 'wraps what executing the child throws',
    file: 'operator.ts',
    find: thrown,
    replace: unless('child', 'return threw(state, jobAborted(thrown, deviations), events)'),
    breaks: ['OP-19'],
  },
  {
    name: 'takes a child that throws for one of no partitions',
    file: 'operator.ts',
    find: thrown,
    replace: 'return returned(state, events)',
    breaks: ['OP-19'],
  },
  ...afterwards.map(
    ({ does, event }): Mutant => ({
      name: `${does} although the child has thrown`,
      file: 'operator.ts',
      find: thrown,
      replace: unless('child', `return threw(state, thrown, [...events, ${event}])`),
      breaks: ['OP-20'],
    }),
  ),
  {
    name: 'throws what looking up the coordinator threw without the SparkException around it',
    file: 'operator.ts',
    find: nobody,
    replace: nobody.replace('noCoordinator(id)', 'noCoordinator(id).cause'),
    breaks: ['OP-21'],
  },
  {
    name: 'hides why the coordinator was not found',
    file: 'operator.ts',
    find: nobody,
    replace: nobody.replace('noCoordinator(id)', '{ ...noCoordinator(id), cause: undefined }'),
    breaks: ['OP-21'],
  },
  {
    name: 'takes a coordinator that is not found for a job that failed',
    file: 'operator.ts',
    find: nobody,
    replace: nobody.replace(
      'noCoordinator(id)',
      "id === null ? noCoordinator(id) : jobAborted({ type: 'NullPointerException', message: null })",
    ),
    breaks: ['OP-21'],
  },
  {
    name: 'asks although nobody is registered under the id',
    file: 'operator.ts',
    find: nobody,
    replace: nobody.replace(
      'noCoordinator(id), events',
      "noCoordinator(id), id === null ? events : [...events, { kind: 'asked', actor: 'operator', message: { type: 'SetWriterPartitions', numPartitions: partitions } }]",
    ),
    breaks: ['OP-22'],
  },
  {
    name: 'writes without a coordinator if nobody is registered under the id',
    file: 'operator.ts',
    find: nobody,
    replace: `if (coordinator === 'missing' && id !== null) return submitJob(state, events)\n  ${nobody}`,
    breaks: ['OP-22', 'OP-21'],
  },
  {
    name: 'submits its job although nobody is registered under the id, and then throws',
    file: 'operator.ts',
    find: nobody,
    replace: nobody.replace(
      'noCoordinator(id), events',
      "noCoordinator(id), id === null ? events : [...events, { kind: 'job-submitted', actor: 'operator', partitions }]",
    ),
    breaks: ['OP-22'],
  },
  {
    name: 'throws a NullPointerException without an id',
    file: 'operator.ts',
    find: nobody,
    replace: `if (id === null) return threw(state, { type: 'NullPointerException', message: null }, events)\n  ${nobody}`,
    breaks: ['OP-23'],
  },
  {
    name: 'asks although there is no id',
    file: 'operator.ts',
    find: nobody,
    replace: nobody.replace(
      'noCoordinator(id), events',
      "noCoordinator(id), id !== null ? events : [...events, { kind: 'asked', actor: 'operator', message: { type: 'SetWriterPartitions', numPartitions: partitions } }]",
    ),
    breaks: ['OP-23'],
  },
  {
    name: 'writes without a coordinator if there is no id',
    file: 'operator.ts',
    find: nobody,
    replace: `if (id === null) return submitJob(state, events)\n  ${nobody}`,
    breaks: ['OP-23'],
  },
  {
    name: 'submits its job although there is no id, and then throws',
    file: 'operator.ts',
    find: nobody,
    replace: nobody.replace(
      'noCoordinator(id), events',
      "noCoordinator(id), id !== null ? events : [...events, { kind: 'job-submitted', actor: 'operator', partitions }]",
    ),
    breaks: ['OP-23'],
  },
  {
    name: 'throws the error that the coordinator answered with as it stands',
    file: 'operator.ts',
    find: badAnswer,
    replace: 'threw(state, action.error, [])',
    breaks: ['OP-24'],
  },
  {
    name: 'takes an answer that is an error for a job that failed',
    file: 'operator.ts',
    find: badAnswer,
    replace: "threw(state, { ...askFailed(action.error), message: 'Writing job aborted.' }, [])",
    breaks: ['OP-24'],
  },
  {
    name: 'hides the error that the coordinator answered with',
    file: 'operator.ts',
    find: badAnswer,
    replace: 'threw(state, { ...askFailed(action.error), cause: undefined }, [])',
    breaks: ['OP-24'],
  },
  {
    name: 'submits its job although the answer is an error, and then throws it',
    file: 'operator.ts',
    find: badAnswer,
    replace:
      "threw(state, askFailed(action.error), [{ kind: 'job-submitted', actor: 'operator', partitions: state.setup.partitions }])",
    breaks: ['OP-25'],
  },
  {
    name: 'takes an error for an answer',
    file: 'operator.ts',
    find: badAnswer,
    replace: 'submitJob(state, [])',
    breaks: ['OP-24', 'OP-25'],
  },
  {
    name: 'throws the failure of the job as it stands',
    file: 'operator.ts',
    find: badTask,
    replace: badTask.replace('jobAborted(error, state.deviations)', 'jobAborted(error, state.deviations).cause'),
    breaks: ['OP-26'],
  },
  {
    name: 'misspells that the job was aborted',
    file: 'operator.ts',
    find: badTask,
    replace: badTask.replace(
      'jobAborted(error, state.deviations)',
      "{ ...jobAborted(error, state.deviations), message: 'Writing job failed.' }",
    ),
    breaks: ['OP-26'],
  },
  {
    name: 'waits for the other tasks when one has failed',
    file: 'operator.ts',
    find: badTask,
    replace:
      'const tasks = new Set([...state.tasks].filter((one) => one !== partition)); return tasks.size === 0 ? threw({ ...state, tasks }, jobAborted(error, state.deviations), []) : { state: { ...state, tasks }, events: [] }',
    breaks: ['OP-26'],
  },
  {
    name: 'returns when a task has failed, as if it had ended well',
    file: 'operator.ts',
    find: badTask,
    replace: 'return returned({ ...state, tasks: new Set() }, [])',
    breaks: ['OP-26'],
  },
  {
    name: 'hides the failure of the job',
    file: 'operator.ts',
    find: badTask,
    replace: badTask.replace(
      'jobAborted(error, state.deviations)',
      '{ ...jobAborted(error, state.deviations), cause: undefined }',
    ),
    breaks: ['OP-27'],
  },
  {
    name: 'says that the job failed, but not of what',
    file: 'operator.ts',
    find: badTask,
    replace: badTask.replace(
      'jobAborted(error, state.deviations)',
      "{ ...jobAborted(error, state.deviations), cause: { type: 'SparkException', message: 'Job aborted due to stage failure' } }",
    ),
    breaks: ['OP-27'],
  },
  {
    name: 'names another error than the one that the task failed with',
    file: 'operator.ts',
    find: badTask,
    replace: badTask.replace(
      'jobAborted(error, state.deviations)',
      "jobAborted({ type: 'TaskKilledException', message: null }, state.deviations)",
    ),
    breaks: ['OP-27'],
  },
  {
    name: 'throws after an interrupt what a task fails with that has outlived it',
    file: 'operator.ts',
    find: "if (state.thread !== 'runs-job') return { state: { ...state, tasks: new Set() }, events: [] }",
    replace:
      "if (state.thread !== 'runs-job') return threw({ ...state, tasks: new Set() }, jobAborted(error, state.deviations), [])",
    breaks: ['OP-28'],
  },
  {
    name: 'returns once more when the last of the tasks ends that have outlived an interrupt',
    file: 'operator.ts',
    find: "return tasks.size === 0 && state.thread === 'runs-job' ?",
    replace: 'return tasks.size === 0 ?',
    breaks: ['OP-28'],
  },
  {
    name: 'throws when it is interrupted while its job runs',
    file: 'operator.ts',
    find: inJob,
    replace: "if (state.thread === 'runs-job') return threw(state, interrupted, [])",
    breaks: ['OP-28'],
  },
  {
    name: 'takes an interrupt for a failure of its job',
    file: 'operator.ts',
    find: inJob,
    replace: "if (state.thread === 'runs-job') return threw(state, jobAborted(interrupted), [])",
    breaks: ['OP-28'],
  },
  {
    name: 'goes on with its job when it is interrupted',
    file: 'operator.ts',
    find: inJob,
    replace: '',
    breaks: ['OP-28'],
  },
  {
    name: 'returns the write RDD when it is interrupted',
    file: 'operator.ts',
    find: inJob,
    replace: `if (state.thread === 'runs-job')
        return { state: { ...state, thread: 'idle' }, events: [{ kind: 'returned', actor: 'operator', partitions: state.tasks.size }] }`,
    breaks: ['OP-28'],
  },
  {
    name: 'returns when it is interrupted while it waits for the answer',
    file: 'operator.ts',
    find: inAsk,
    replace: inAsk.replace('threw(state, interrupted, [])', 'returned(state, [])'),
    breaks: ['OP-29'],
  },
  {
    name: 'wraps the interrupt that comes while it waits for the answer',
    file: 'operator.ts',
    find: inAsk,
    replace: inAsk.replace('interrupted', 'askFailed(interrupted)'),
    breaks: ['OP-29'],
  },
  {
    name: 'gives up waiting for the answer when it is interrupted, and submits its job',
    file: 'operator.ts',
    find: inAsk,
    replace: inAsk.replace('threw(state, interrupted, [])', 'submitJob(state, [])'),
    breaks: ['OP-29'],
  },
  {
    name: 'goes on waiting for the answer when it is interrupted',
    file: 'operator.ts',
    find: inAsk,
    replace: 'return { state, events: [] }',
    breaks: ['OP-29'],
  },
]
