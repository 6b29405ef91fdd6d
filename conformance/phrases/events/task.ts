import type { Actor } from '../../../src/contract/events.ts'
import type { Groups } from '../groups.ts'
import { errorOf } from '../words.ts'
import { causes, type EventPhraseTable, isError, logged, of } from './table.ts'

const task = (groups: Groups): Actor => `task-${groups.number(1)}`

/** How what a task or its RDD does is said. */
export const taskEvents: EventPhraseTable = {
  'the write RDD describes itself with {number} partitions? and the partitioner {string}': (g) =>
    of('described', 'rdd', (e) => {
      return e.actor === 'rdd' && e.partitions === g.number(1) && e.partitioner === g.string(2)
    }),
  'the write RDD describes itself with {number} partitions? and no partitioner': (g) =>
    of('described', 'rdd', (e) => e.actor === 'rdd' && e.partitions === g.number(1) && e.partitioner === null),
  'task {number} starts': (g) => of('task-started', task(g)),
  'task {number} computes its upstream in epoch {number}': (g) =>
    of('upstream-computed', task(g), (e) => e.epoch === g.number(2)),
  'task {number} makes the writer of epoch {number}': (g) =>
    of('writer-created', task(g), (e) => e.epoch === g.number(2)),
  'task {number} makes the writer of epoch {number} as task attempt {number}': (g) =>
    of('writer-created', task(g), (e) => e.epoch === g.number(2) && e.taskId === g.number(3)),
  'task {number} writes {string} in epoch {number}': (g) =>
    of('row-written', task(g), (e) => e.value === g.string(2) && e.epoch === g.number(3)),
  'task {number} commits epoch {number}(?: as {string})?': (g) =>
    of('partition-committed', task(g), (e) => {
      return e.epoch === g.number(2) && (g.raw(3) === undefined || e.message === g.string(3))
    }),
  'task {number} sends its commit of epoch {number}(?:: {string})?': (g) =>
    of('sent', task(g), ({ message: m }) => {
      if (m.type !== 'CommitPartitionEpoch' || m.partitionId !== g.number(1) || m.epoch !== g.number(2)) return false
      return g.raw(3) === undefined || m.message === g.string(3)
    }),
  'task {number} aborts the writer of epoch {number}': (g) =>
    of('writer-aborted', task(g), (e) => e.epoch === g.number(2)),
  'task {number} finishes with {number} rows': (g) => of('task-finished', task(g), (e) => e.rows === g.number(2)),
  'task {number} fails with {error}': (g) =>
    of('task-failed', task(g), (e) => isError(errorOf(g.text(2), g.raw(3)), e.error)),
  'task {number} fails with {error}, caused by {error}': (g) =>
    of('task-failed', task(g), (e) => {
      const cause = errorOf(g.text(4), g.raw(5))
      return isError(errorOf(g.text(2), g.raw(3)), e.error) && causes(e.error).some((one) => isError(cause, one))
    }),
  'task {number} fails with an? (\\w+)': (g) => of('task-failed', task(g), (e) => e.error.type === g.text(2)),
  'task {number} logs ([A-Z]+) {string}': (g) => logged(task(g), g.text(2), g.string(3)),
}
