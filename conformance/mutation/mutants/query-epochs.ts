import type { Mutant } from '../mutant.ts'

const file = 'query/tasks.ts'

const startsTasks = "{ partitions, partitioner: null, startEpoch, epochCoordinatorId, coordinator: 'answers' }"
const report =
  "const message = { type: 'ReportPartitionOffset', partitionId: partition, epoch: task.epoch, offset } as const"
const reportThenCommit =
  `return inTurn(post(state, [{ kind: 'sent', actor: \`task-$` +
  `{partition}\`, message }]), (next) =>
    act(next, { kind: 'end-epoch', partition }),
  )`
const giveRow = "return act(next, { kind: 'row', partition, value })"
const countRow = '{ ...reader, offset: reader.offset + 1 }'
const markers = '{ length: currentEpoch - reader.epoch }'
const pollOfAll = '...partitionsOf(state).map((partition) => (one: QueryState) => poll(one, partition))'

/** Faulty readers, and faulty ways from the rows to the commit. */
export const queryEpochMutants: readonly Mutant[] = [
  {
    name: 'tells its tasks that every run begins with epoch 0',
    file: 'query/run.ts',
    find: startsTasks,
    replace: startsTasks.replace('startEpoch', 'startEpoch: 0'),
    breaks: ['CE-4'],
  },
  {
    name: 'tells its tasks the first epoch of the query in every run',
    file: 'query/run.ts',
    find: startsTasks,
    replace: startsTasks.replace('startEpoch', 'startEpoch: setup.startEpoch'),
    breaks: ['CE-4'],
  },
  {
    name: 'tells its tasks the epoch that the trigger has come to',
    file: 'query/run.ts',
    find: '...participants(before, startEpoch),',
    replace: '...participants(before, Math.max(startEpoch, before.coordinator.currentEpoch)),',
    breaks: ['CE-4'],
  },
  {
    name: 'reports an epoch after its commit',
    file,
    find: reportThenCommit,
    replace:
      `return inTurn(act(state, { kind: 'end-epoch', partition }), (next) =>
    post(next, [{ kind: 'sent', actor: \`task-$` +
      `{partition}\`, message }]),
  )`,
    breaks: ['EC-25'],
  },
  {
    name: 'does not report an epoch',
    file,
    find: reportThenCommit,
    replace: "return act(state, { kind: 'end-epoch', partition })",
    breaks: ['EC-25', 'REF-2'],
  },
  {
    name: 'reports after each row',
    file,
    find: giveRow,
    replace:
      `const message = { type: 'ReportPartitionOffset', partitionId: partition, epoch: 0, offset: String(reader.offset + 1) } as const
  return inTurn(act(next, { kind: 'row', partition, value }), (one) => post(one, [{ kind: 'sent', actor: \`task-$` +
      `{partition}\`, message }]))`,
    breaks: ['EC-25'],
  },
  {
    name: 'reports how many rows the epoch has had, and not how far it is',
    file,
    find: "act(next, { kind: 'end-epoch', partition }),",
    replace:
      "act(withReader(next, partition, { ...readerOf(next, partition), offset: 0 }), { kind: 'end-epoch', partition }),",
    breaks: ['EC-25'],
  },
  {
    name: 'reports one row too few',
    file,
    find: 'const offset = String(readerOf(state, partition).offset)',
    replace: 'const offset = String(Math.max(readerOf(state, partition).offset - 1, 0))',
    breaks: ['EC-25'],
  },
  {
    name: 'reports under the number of the next epoch',
    file,
    find: report,
    replace: report.replace('task.epoch', 'task.epoch + 1'),
    breaks: ['EC-25'],
  },
  {
    name: 'reports for the first partition, whichever it reads',
    file,
    find: report,
    replace: report.replace('partitionId: partition', 'partitionId: 0'),
    breaks: ['EC-25'],
  },
  {
    name: 'reports only the last of the epochs that it has missed',
    file,
    find: reportThenCommit,
    replace: `if (task.epoch + 1 < state.coordinator.currentEpoch) return act(state, { kind: 'end-epoch', partition })
  ${reportThenCommit}`,
    breaks: ['EC-25'],
  },
  {
    name: 'commits an epoch with each row',
    file,
    find: giveRow,
    replace:
      "return inTurn(act(next, { kind: 'row', partition, value }), (one) => act(one, { kind: 'end-epoch', partition }))",
    breaks: ['EC-22'],
  },
  {
    name: 'writes the next row before it has sent the commit of the epoch',
    file,
    find: reportThenCommit,
    replace:
      `const step = inTurn(post(state, [{ kind: 'sent', actor: \`task-$` +
      `{partition}\`, message }]), (next) =>
    act(next, { kind: 'end-epoch', partition }),
  )
  return { ...step, events: step.events.filter((event) => event.kind !== 'sent' || event.message.type !== 'CommitPartitionEpoch') }`,
    breaks: ['EC-22'],
  },
  {
    name: 'has its reader send a commit, too',
    file,
    find: reportThenCommit,
    replace:
      `const own = { type: 'CommitPartitionEpoch', partitionId: partition, epoch: task.epoch, message: 'read' } as const
  return inTurn(
    post(state, [message, own].map((one) => ({ kind: 'sent', actor: \`task-$` +
      `{partition}\`, message: one }) as const)),
    (next) => act(next, { kind: 'end-epoch', partition }),
  )`,
    breaks: ['EC-22'],
  },
  {
    name: 'has its marker threads learn of the epoch without asking',
    file: 'query/query.ts',
    find: "settled(advance(withCoordinator(running(state))), state.setup.polls === 'held' ? still : pollAll)",
    replace: 'settled(advance(withCoordinator(running(state))), pollAll)',
    breaks: ['REF-2'],
  },
  {
    name: 'has its marker threads ask for one partition only',
    file: 'query/run.ts',
    find: pollOfAll,
    replace: pollOfAll.replace('partitionsOf(state)', 'partitionsOf(state).slice(0, 1)'),
    breaks: ['REF-2'],
  },
  {
    name: 'marks the end of one epoch, however many have gone by',
    file,
    find: markers,
    replace: '{ length: Math.min(currentEpoch - reader.epoch, 1) }',
    breaks: ['REF-2'],
  },
  {
    name: 'has one marker thread wake all',
    file: 'query/query.ts',
    find: '(next) => poll(next, action.partition)',
    replace: 'pollAll',
    breaks: ['REF-2', 'EC-22'],
  },
  {
    name: 'loses count of the rows',
    file,
    find: countRow,
    replace: '{ ...reader, offset: 1 }',
    breaks: ['EC-25'],
  },
]
