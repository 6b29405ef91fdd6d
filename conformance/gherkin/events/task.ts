import type { Actor, Event, EventKind, EventOf } from '../../../src/contract/events.ts'
import type { OneWayMessage } from '../../../src/contract/messages.ts'
import type { Groups } from '../groups.ts'
import { errorOf } from '../words.ts'
import { causes, type EventPhraseTable, isError, logged, of } from './table.ts'

type CommitPartitionEpoch = Extract<OneWayMessage, { readonly type: 'CommitPartitionEpoch' }>

const task = (groups: Groups): Actor => `task-${groups.number(1)}`

/** Whether the group at `position` is absent, or equals the value. */
const isNumber = (groups: Groups, position: number, value: number) =>
  groups.raw(position) === undefined || groups.number(position) === value

/** An event of the task in the phrase. A task acts for its own partition only, so the event has to name this partition. */
function by<K extends EventKind>(kind: K, groups: Groups, fits: (event: EventOf<K>) => boolean = () => true) {
  const isOwnPartition = (event: Event) => 'partition' in event && event.partition === groups.number(1)
  return of(kind, task(groups), (event) => isOwnPartition(event) && fits(event))
}

/** A CommitPartitionEpoch that the task in the phrase sends. */
function commitSent(groups: Groups, fits: (message: CommitPartitionEpoch) => boolean) {
  return of('sent', task(groups), ({ message }) => message.type === 'CommitPartitionEpoch' && fits(message))
}

/** Phrases for the events of a task and of the write RDD. */
export const taskEvents: EventPhraseTable = {
  'the write RDD describes itself with {number} partitions?': (g) =>
    of('described', 'rdd', (e) => e.actor === 'rdd' && e.partitions === g.number(1)),
  'the write RDD describes itself with the partitioner {string}': (g) =>
    of('described', 'rdd', (e) => e.actor === 'rdd' && e.partitioner === g.string(1)),
  'the write RDD describes itself with no partitioner': () =>
    of('described', 'rdd', (e) => e.actor === 'rdd' && e.partitioner === null),
  'the write RDD describes itself with {number} partitions? and the partitioner {string}': (g) =>
    of('described', 'rdd', (e) => {
      return e.actor === 'rdd' && e.partitions === g.number(1) && e.partitioner === g.string(2)
    }),
  'the write RDD describes itself with {number} partitions? and no partitioner': (g) =>
    of('described', 'rdd', (e) => e.actor === 'rdd' && e.partitions === g.number(1) && e.partitioner === null),
  'task {number} starts': (g) => by('task-started', g),
  'task {number} computes its upstream(?: in epoch {number})?': (g) =>
    by('upstream-computed', g, (e) => g.raw(2) === undefined || e.epoch === g.number(2)),
  'task {number} computes its upstream in no epoch': (g) => by('upstream-computed', g, (e) => e.epoch === null),
  'task {number} makes a writer': (g) => by('writer-created', g),
  'task {number} makes a writer as task attempt {number}': (g) =>
    by('writer-created', g, (e) => e.taskId === g.number(2)),
  'task {number} makes the writer of epoch {number}(?: as task attempt {number})?': (g) =>
    by('writer-created', g, (e) => e.epoch === g.number(2) && isNumber(g, 3, e.taskId)),
  'task {number} writes a row of {number} characters': (g) =>
    by('row-written', g, (e) => e.value.length === g.number(2)),
  'task {number} writes {string}(?: in epoch {number})?': (g) =>
    by('row-written', g, (e) => e.value === g.string(2) && isNumber(g, 3, e.epoch)),
  'task {number} commits its writer': (g) => by('partition-committed', g),
  'task {number} commits epoch {number}(?: as {string})?': (g) =>
    by('partition-committed', g, (e) => {
      return e.epoch === g.number(2) && (g.raw(3) === undefined || e.message === g.string(3))
    }),
  'task {number} sends a commit': (g) => commitSent(g, () => true),
  'task {number} sends a commit for partition {number}': (g) =>
    commitSent(g, ({ partitionId }) => partitionId === g.number(2)),
  'task {number} sends a commit for epoch {number}': (g) => commitSent(g, ({ epoch }) => epoch === g.number(2)),
  'task {number} sends a commit with the message {string}': (g) =>
    commitSent(g, ({ message }) => message === g.string(2)),
  'task {number} sends its commit of epoch {number}(?:: {string})?': (g) =>
    commitSent(g, ({ partitionId, epoch, message }) => {
      if (partitionId !== g.number(1) || epoch !== g.number(2)) return false
      return g.raw(3) === undefined || message === g.string(3)
    }),
  'task {number} reports the end of epoch {number}: {string}': (g) =>
    of('sent', task(g), ({ message: m }) => {
      if (m.type !== 'ReportPartitionOffset' || m.partitionId !== g.number(1)) return false
      return m.epoch === g.number(2) && m.offset === g.string(3)
    }),
  'task {number} aborts a writer': (g) => by('writer-aborted', g),
  'task {number} aborts the writer of epoch {number}': (g) => by('writer-aborted', g, (e) => e.epoch === g.number(2)),
  'task {number} closes a writer': (g) => by('writer-closed', g),
  'task {number} closes the writer of epoch {number}': (g) => by('writer-closed', g, (e) => e.epoch === g.number(2)),
  'task {number} finishes(?: with {number} rows?)?': (g) => by('task-finished', g, (e) => isNumber(g, 2, e.rows)),
  'task {number} fails with {error}': (g) =>
    by('task-failed', g, (e) => isError(errorOf(g.text(2), g.raw(3)), e.error)),
  'task {number} fails with {error}, caused by {error}': (g) =>
    by('task-failed', g, (e) => {
      const cause = errorOf(g.text(4), g.raw(5))
      return isError(errorOf(g.text(2), g.raw(3)), e.error) && causes(e.error).some((one) => isError(cause, one))
    }),
  'task {number} fails with an? (\\w+)': (g) => by('task-failed', g, (e) => e.error.type === g.text(2)),
  'task {number} fails with an? (\\w+) because of an? (\\w+)': (g) =>
    by('task-failed', g, (e) => e.error.type === g.text(2) && causes(e.error).some((one) => one.type === g.text(3))),
  'task {number} logs ([A-Z]+) {string}': (g) => logged(task(g), g.text(2), g.string(3)),
}
