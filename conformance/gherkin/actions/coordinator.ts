import type { Action, CoordinatorPlace, Plain } from '../../../src/contract/actions.ts'
import type { Groups } from '../groups.ts'
import { actionsFor, mostActions, refuseMore } from '../limits.ts'
import { type ActionPhraseTable, errorAt, type Meaning } from './table.ts'

const commit = (partitionId: number, epoch: number, message = `commit-${partitionId}-${epoch}`): Plain<Action> => ({
  kind: 'send',
  message: { type: 'CommitPartitionEpoch', partitionId, epoch, message },
})
const report = (partitionId: number, epoch: number, offset = `offset-${partitionId}-${epoch}`): Plain<Action> => ({
  kind: 'send',
  message: { type: 'ReportPartitionOffset', partitionId, epoch, offset },
})
const each = (count: number, act: (partition: number) => Plain<Action>) => actionsFor(count, act)

/** What `count` participants do in each of the epochs. */
function inEpochs(
  first: number,
  last: number,
  count: number,
  act: (partition: number, epoch: number) => Plain<Action>,
) {
  if (last < first) throw new Error(`epochs ${first} to ${last}: none (a range that goes up is wanted)`)
  refuseMore((last - first + 1) * Math.max(1, count), 'actions', mostActions)
  return actionsFor(last - first + 1, (at) => each(count, (partition) => act(partition, first + at))).flat()
}

const optional = (groups: Groups, position: number) =>
  groups.raw(position) === undefined ? undefined : groups.string(position)

const fault =
  (at: CoordinatorPlace): Meaning =>
  (g) => ({ kind: 'fail', at, error: errorAt(g, 1) })

/** Phrases for the actions of role coordinator. */
export const coordinatorActions: ActionPhraseTable = {
  'the number of writers is set to {number}': (g) => ({
    kind: 'ask',
    message: { type: 'SetWriterPartitions', numPartitions: g.number(1) },
  }),
  'the number of readers is set to {number}': (g) => ({
    kind: 'ask',
    message: { type: 'SetReaderPartitions', numPartitions: g.number(1) },
  }),
  'the current epoch is asked for': () => ({ kind: 'ask', message: { type: 'GetCurrentEpoch' } }),
  'the epoch is advanced': () => ({ kind: 'ask', message: { type: 'IncrementAndGetEpoch' } }),
  'the writes are stopped': () => ({ kind: 'ask', message: { type: 'StopContinuousExecutionWrites' } }),
  'writer {number} commits epoch {number}(?: as {string})?': (g) => commit(g.number(1), g.number(2), optional(g, 3)),
  'every writer commits epoch {number}': (g, { writers }) => each(writers, (writer) => commit(writer, g.number(1))),
  'reader {number} reports epoch {number}(?: at {string})?': (g) => report(g.number(1), g.number(2), optional(g, 3)),
  'every reader reports epoch {number}': (g, { readers }) => each(readers, (reader) => report(reader, g.number(1))),
  'every writer commits and every reader reports epoch {number}': (g, { writers, readers }) => [
    ...each(writers, (writer) => commit(writer, g.number(1))),
    ...each(readers, (reader) => report(reader, g.number(1))),
  ],
  'every writer commits epochs {number} to {number}': (g, { writers }) =>
    inEpochs(g.number(1), g.number(2), writers, (writer, epoch) => commit(writer, epoch)),
  'every reader reports epochs {number} to {number}': (g, { readers }) =>
    inEpochs(g.number(1), g.number(2), readers, (reader, epoch) => report(reader, epoch)),
  "the sink's next epoch commit will throw {error}": fault('writer.commit'),
  "the query's next offset log entry will throw {error}": fault('query.add-offset'),
  "the query's next epoch commit will throw {error}": fault('query.commit'),
}
