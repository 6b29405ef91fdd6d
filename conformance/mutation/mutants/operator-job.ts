import { interrupted } from '../../../src/reference/spark-errors.ts'
import type { Mutant } from '../mutant.ts'
import { on } from '../wrappers/conditions.ts'
import { alterEach, behind, double, drop, moveBefore, patch } from '../wrappers/events.ts'
import { end, jobSubmitted, returned, taskStarted, threw } from '../wrappers/operator.ts'
import { alterSetup, alterStep } from '../wrappers/wrapper.ts'

/** The job of an operator, when nothing goes wrong around it. */
export const operatorJobMutants: readonly Mutant[] = [
  {
    name: 'submits its job while the coordinator has not answered yet',
    wrap: alterSetup('operator', (setup) => ({
      ...setup,
      coordinator: setup.coordinator === 'holds' ? 'answers' : setup.coordinator,
    })),
    breaks: ['OP-11'],
  },
  {
    name: 'submits its job before it asks',
    wrap: moveBefore('job-submitted', 'asked'),
    breaks: ['OP-11'],
  },
  {
    name: 'submits its job twice',
    wrap: double('job-submitted'),
    breaks: ['OP-12'],
  },
  {
    name: 'submits a job for each partition',
    wrap: alterEach('job-submitted', ({ partitions }) => Array.from({ length: partitions }, () => jobSubmitted(1))),
    breaks: ['OP-12'],
  },
  {
    name: 'submits a job over the first partition only',
    wrap: patch('job-submitted', ({ partitions }) => ({ partitions: Math.min(partitions, 1) })),
    breaks: ['OP-12'],
  },
  {
    name: 'submits no job once the coordinator has answered',
    wrap: alterStep('operator', ({ after, action, events }) =>
      action.kind === 'answer' ? end({ ...after, tasks: new Set() }, []) : { state: after, events },
    ),
    breaks: ['OP-12'],
  },
  {
    name: 'starts no task for the last partition',
    wrap: drop('task-started', ({ after }, { partition }) => {
      return after.role === 'operator' && partition === after.setup.partitions - 1
    }),
    breaks: ['OP-13'],
  },
  {
    name: 'starts two tasks for the first partition',
    wrap: double('task-started', (_, { partition }) => partition === 0),
    breaks: ['OP-13'],
  },
  {
    name: 'returns when the first of its tasks has ended',
    wrap: alterStep('operator', ({ before: state, after, action, events }) =>
      action.kind === 'finish-task' && state.thread === 'runs-job' ? end(after, []) : { state: after, events },
    ),
    breaks: ['OP-14'],
  },
  {
    name: 'returns when one task is left',
    wrap: alterStep('operator', ({ before: state, after, action, events }) =>
      action.kind === 'finish-task' && state.thread === 'runs-job' && after.tasks.size <= 1
        ? end(after, [])
        : { state: after, events },
    ),
    breaks: ['OP-14'],
  },
  {
    name: 'returns as soon as its job is submitted',
    wrap: alterStep('operator', ({ after, events }) =>
      events.some(({ kind }) => kind === 'task-started') ? end(after, events) : { state: after, events },
    ),
    breaks: ['OP-14'],
  },
  {
    name: 'goes on waiting when every task has ended',
    wrap: alterStep('operator', ({ after, action, events }) =>
      action.kind === 'finish-task'
        ? { state: { ...after, thread: 'runs-job' }, events: [] }
        : { state: after, events },
    ),
    breaks: ['OP-15'],
  },
  {
    name: 'throws when every task has ended',
    wrap: alterEach('returned', () => threw(interrupted), on('finish-task')),
    breaks: ['OP-15'],
  },
  {
    name: 'returns twice when every task has ended',
    wrap: behind('returned', () => returned, on('finish-task')),
    breaks: ['OP-15'],
  },
  {
    name: 'returns the write RDD itself',
    wrap: patch('returned', (_, taken) => ({
      partitions: taken?.before.role === 'operator' ? taken.before.setup.partitions : 1,
    })),
    breaks: ['OP-16'],
  },
  {
    name: 'returns an RDD of one partition without rows',
    wrap: patch('returned', { partitions: 1 }),
    breaks: ['OP-16'],
  },
  {
    name: 'does not ask for a child of no partitions',
    wrap: drop('asked', (_, { message }) => 'numPartitions' in message && message.numPartitions === 0),
    breaks: ['OP-30'],
  },
  {
    name: 'asks for one partition when there is none',
    wrap: patch('asked', ({ message }) => ({
      message: 'numPartitions' in message ? { ...message, numPartitions: message.numPartitions || 1 } : message,
    })),
    breaks: ['OP-30'],
  },
  {
    name: 'starts a task for a child of no partitions',
    wrap: behind('job-submitted', ({ partitions }) => (partitions === 0 ? taskStarted(0) : [])),
    breaks: ['OP-30'],
  },
  {
    name: 'never returns from a child of no partitions',
    wrap: drop('returned', ({ after }) => after.role === 'operator' && after.setup.partitions === 0),
    breaks: ['OP-30'],
  },
  {
    name: 'returns from a child of no partitions without waiting for the answer',
    wrap: alterStep('operator', ({ after, action, events }) =>
      action.kind === 'execute' && after.setup.partitions === 0 && after.thread === 'asks'
        ? end(after, events)
        : { state: after, events },
    ),
    breaks: ['OP-30'],
  },
]
