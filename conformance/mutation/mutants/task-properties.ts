import type { Mutant } from '../mutant.ts'

const noCoordinator = 'failed(partition, armed, noCoordinator(epochCoordinatorId), [])'
const isMissing = "if (coordinator === 'missing' || epochCoordinatorId === null) {"
const noStart = 'if (startEpoch === null) return settle(next, partition, failed(partition, armed, noStartEpoch, []))'

/** A task that fails before its first epoch. */
export const taskPropertyMutants: readonly Mutant[] = [
  {
    name: 'begins with epoch 0 if there is no start epoch',
    file: 'task.ts',
    find: noStart,
    replace:
      'if (startEpoch === null) return settle(next, partition, loop({ taskId: state.started, partition, epoch: 0, completed: false }, armed))',
    breaks: ['RDD-50'],
  },
  {
    name: 'asks the parent before it fails for want of a start epoch',
    file: 'task.ts',
    find: noStart,
    replace: noStart.replace(
      '[]',
      "[{ kind: 'upstream-computed', actor: 'task-' + partition, partition, epoch: null }]",
    ),
    breaks: ['RDD-50'],
  },
  {
    name: 'fails with a NullPointerException for want of a start epoch',
    file: 'task.ts',
    find: noStart,
    replace: noStart.replace('noStartEpoch', "{ type: 'NullPointerException', message: null }"),
    breaks: ['RDD-50'],
  },
  {
    name: 'writes without a coordinator',
    file: 'task.ts',
    find: isMissing,
    replace: 'if (epochCoordinatorId === null) {',
    breaks: ['RDD-51'],
  },
  {
    name: 'begins its first epoch before it looks for a coordinator that is missing',
    file: 'task.ts',
    find: noCoordinator,
    replace: noCoordinator.replace(
      '[]',
      "[{ kind: 'upstream-computed', actor: 'task-' + partition, partition, epoch: startEpoch }, { kind: 'writer-created', actor: 'task-' + partition, partition, taskId: state.started, epoch: startEpoch ?? 0 }]",
    ),
    breaks: ['RDD-51', 'RDD-52'],
  },
  {
    name: 'hides why the coordinator was not found',
    file: 'task.ts',
    find: noCoordinator,
    replace: noCoordinator.replace(
      'noCoordinator(epochCoordinatorId)',
      '{ ...noCoordinator(epochCoordinatorId), cause: undefined }',
    ),
    breaks: ['RDD-51'],
  },
  {
    name: 'fails with what looking up the coordinator threw, without the SparkException around it',
    file: 'task.ts',
    find: noCoordinator,
    replace: noCoordinator.replace('noCoordinator(epochCoordinatorId)', 'noCoordinator(epochCoordinatorId).cause'),
    breaks: ['RDD-51'],
  },
  {
    name: 'writes without a coordinator if there is no id',
    file: 'task.ts',
    find: isMissing,
    replace: "if (coordinator === 'missing' && epochCoordinatorId !== null) {",
    breaks: ['RDD-52'],
  },
  {
    name: 'fails with a NullPointerException for want of an id',
    file: 'task.ts',
    find: isMissing,
    replace: `if (epochCoordinatorId === null) return settle(next, partition, failed(partition, armed, { type: 'NullPointerException', message: null }, []))\n  ${isMissing}`,
    breaks: ['RDD-52'],
  },
  {
    name: 'logs that it aborts when there is no coordinator',
    file: 'task.ts',
    find: noCoordinator,
    replace: noCoordinator.replace('[]', '[aborting(partition), aborted(partition)]'),
    breaks: ['RDD-53'],
  },
  {
    name: 'logs that it aborts when there is no start epoch',
    file: 'task.ts',
    find: noStart,
    replace: noStart.replace('[]', '[aborting(partition), aborted(partition)]'),
    breaks: ['RDD-53'],
  },
]
