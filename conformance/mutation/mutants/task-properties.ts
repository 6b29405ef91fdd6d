import type { Mutant } from '../mutant.ts'
import { before, patch, type When } from '../wrappers/events.ts'
import { abortLines, computed, writerCreated } from '../wrappers/task.ts'
import { alterSetup } from '../wrappers/wrapper.ts'

const ofStartEpoch: When<'task-failed'> = (_, { error }) => error.type === 'NumberFormatException'
const ofCoordinator: When<'task-failed'> = (_, { error }) => error.cause?.type === 'RpcEndpointNotFoundException'
const nullPointer = { type: 'NullPointerException', message: null }

/** A task that fails before its first epoch. */
export const taskPropertyMutants: readonly Mutant[] = [
  {
    name: 'begins with epoch 0 if there is no start epoch',
    wrap: alterSetup('task', (setup) => ({ ...setup, startEpoch: setup.startEpoch ?? 0 })),
    breaks: ['RDD-50'],
  },
  {
    name: 'asks the parent before it fails for want of a start epoch',
    wrap: before('task-failed', ({ partition }) => computed(partition, null), ofStartEpoch),
    breaks: ['RDD-50'],
  },
  {
    name: 'fails with a NullPointerException for want of a start epoch',
    wrap: patch('task-failed', { error: nullPointer }, ofStartEpoch),
    breaks: ['RDD-50'],
  },
  {
    name: 'writes without a coordinator',
    wrap: alterSetup('task', (setup) => ({ ...setup, coordinator: 'answers' })),
    breaks: ['RDD-51'],
  },
  {
    name: 'begins its first epoch before it looks for a coordinator that is missing',
    wrap: before(
      'task-failed',
      ({ partition }, { before: state }) => {
        if (state.role !== 'task') return []
        const epoch = state.setup.startEpoch ?? 0
        return [computed(partition, epoch), writerCreated(partition, state.nextTaskId, epoch)]
      },
      ofCoordinator,
    ),
    breaks: ['RDD-51', 'RDD-52'],
  },
  {
    name: 'hides why the coordinator was not found',
    wrap: patch('task-failed', ({ error: { type, message } }) => ({ error: { type, message } }), ofCoordinator),
    breaks: ['RDD-51'],
  },
  {
    name: 'fails with what looking up the coordinator threw, without the SparkException around it',
    wrap: patch('task-failed', ({ error }) => ({ error: error.cause ?? error }), ofCoordinator),
    breaks: ['RDD-51'],
  },
  {
    name: 'writes without a coordinator if there is no id',
    wrap: alterSetup('task', (setup) =>
      setup.epochCoordinatorId === null ? { ...setup, epochCoordinatorId: '', coordinator: 'answers' } : setup,
    ),
    breaks: ['RDD-52'],
  },
  {
    name: 'fails with a NullPointerException for want of an id',
    wrap: patch(
      'task-failed',
      { error: nullPointer },
      (taken) => taken.before.role === 'task' && taken.before.setup.epochCoordinatorId === null,
    ),
    breaks: ['RDD-52'],
  },
  {
    name: 'logs that it aborts when there is no coordinator',
    wrap: before('task-failed', ({ partition }) => abortLines(partition), ofCoordinator),
    breaks: ['RDD-53'],
  },
  {
    name: 'logs that it aborts when there is no start epoch',
    wrap: before('task-failed', ({ partition }) => abortLines(partition), ofStartEpoch),
    breaks: ['RDD-53'],
  },
]
