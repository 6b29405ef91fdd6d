import type { Mutant } from '../mutant.ts'

const ask =
  "events.push({ kind: 'asked', actor: 'operator', message: { type: 'SetWriterPartitions', numPartitions: partitions } })"
const submit = "{ kind: 'job-submitted', actor: 'operator', partitions },"
const startTasks = '...tasks.map('
const lastTask =
  "return tasks.size === 0 && state.thread === 'runs-job' ? returned(next, []) : { state: next, events: [] }"
const emptyJob = 'if (partitions === 0) return returned(state, events)'

/** The job of an operator, when nothing goes wrong around it. */
export const operatorJobMutants: readonly Mutant[] = [
  {
    name: 'submits its job while the coordinator has not answered yet',
    file: 'operator.ts',
    find: "return coordinator === 'holds' ? { state: { ...state, thread: 'asks' }, events } : submitJob(state, events)",
    replace: 'return submitJob(state, events)',
    breaks: ['OP-11'],
  },
  {
    name: 'submits its job before it asks',
    file: 'operator.ts',
    find: "...before,\n    { kind: 'job-submitted', actor: 'operator', partitions },",
    replace: `...before.filter(({ kind }) => kind !== 'asked'),
    { kind: 'job-submitted', actor: 'operator', partitions },
    ...before.filter(({ kind }) => kind === 'asked'),`,
    breaks: ['OP-11'],
  },
  {
    name: 'submits its job twice',
    file: 'operator.ts',
    find: submit,
    replace: `${submit} ${submit}`,
    breaks: ['OP-12'],
  },
  {
    name: 'submits a job for each partition',
    file: 'operator.ts',
    find: submit,
    replace: "...tasks.map((): Event => ({ kind: 'job-submitted', actor: 'operator', partitions: 1 })),",
    breaks: ['OP-12'],
  },
  {
    name: 'submits a job over the first partition only',
    file: 'operator.ts',
    find: submit,
    replace: "{ kind: 'job-submitted', actor: 'operator', partitions: Math.min(partitions, 1) },",
    breaks: ['OP-12'],
  },
  {
    name: 'submits no job once the coordinator has answered',
    file: 'operator.ts',
    find: 'submitJob(state, []) :',
    replace: 'returned(state, []) :',
    breaks: ['OP-12'],
  },
  {
    name: 'starts no task for the last partition',
    file: 'operator.ts',
    find: startTasks,
    replace: '...tasks.slice(0, -1).map(',
    breaks: ['OP-13'],
  },
  {
    name: 'starts two tasks for the first partition',
    file: 'operator.ts',
    find: startTasks,
    replace: '...[...tasks.slice(0, 1), ...tasks].map(',
    breaks: ['OP-13'],
  },
  {
    name: 'returns when the first of its tasks has ended',
    file: 'operator.ts',
    find: lastTask,
    replace: "return state.thread === 'runs-job' ? returned(next, []) : { state: next, events: [] }",
    breaks: ['OP-14'],
  },
  {
    name: 'returns when one task is left',
    file: 'operator.ts',
    find: lastTask,
    replace: "return tasks.size <= 1 && state.thread === 'runs-job' ? returned(next, []) : { state: next, events: [] }",
    breaks: ['OP-14'],
  },
  {
    name: 'returns as soon as its job is submitted',
    file: 'operator.ts',
    find: emptyJob,
    replace: 'return returned({ ...state, tasks: new Set(tasks) }, events)',
    breaks: ['OP-14'],
  },
  {
    name: 'goes on waiting when every task has ended',
    file: 'operator.ts',
    find: lastTask,
    replace: 'return { state: next, events: [] }',
    breaks: ['OP-15'],
  },
  {
    name: 'throws when every task has ended',
    file: 'operator.ts',
    find: lastTask,
    replace:
      "return tasks.size === 0 && state.thread === 'runs-job' ? threw(next, interrupted, []) : { state: next, events: [] }",
    breaks: ['OP-15'],
  },
  {
    name: 'returns twice when every task has ended',
    file: 'operator.ts',
    find: lastTask,
    replace: lastTask.replace(
      'returned(next, [])',
      "returned(next, [{ kind: 'returned', actor: 'operator', partitions: 0 }])",
    ),
    breaks: ['OP-15'],
  },
  {
    name: 'returns the write RDD itself',
    file: 'operator.ts',
    find: "{ kind: 'returned', actor: 'operator', partitions: 0 }",
    replace: "{ kind: 'returned', actor: 'operator', partitions: state.setup.partitions }",
    breaks: ['OP-16'],
  },
  {
    name: 'returns an RDD of one partition without rows',
    file: 'operator.ts',
    find: "{ kind: 'returned', actor: 'operator', partitions: 0 }",
    replace: "{ kind: 'returned', actor: 'operator', partitions: 1 }",
    breaks: ['OP-16'],
  },
  {
    name: 'does not ask for a child of no partitions',
    file: 'operator.ts',
    find: ask,
    replace: `if (partitions > 0) ${ask}`,
    breaks: ['OP-30'],
  },
  {
    name: 'asks for one partition when there is none',
    file: 'operator.ts',
    find: 'numPartitions: partitions }',
    replace: 'numPartitions: Math.max(partitions, 1) }',
    breaks: ['OP-30'],
  },
  {
    name: 'starts a task for a child of no partitions',
    file: 'operator.ts',
    find: startTasks,
    replace: '...(partitions === 0 ? [0] : tasks).map(',
    breaks: ['OP-30'],
  },
  {
    name: 'never returns from a child of no partitions',
    file: 'operator.ts',
    find: emptyJob,
    replace: '',
    breaks: ['OP-30'],
  },
  {
    name: 'returns from a child of no partitions without waiting for the answer',
    file: 'operator.ts',
    find: "return coordinator === 'holds' ?",
    replace: "if (partitions === 0) return returned(state, events)\n  return coordinator === 'holds' ?",
    breaks: ['OP-30'],
  },
]
