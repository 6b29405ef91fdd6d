import type { TaskSetup } from '../../../src/contract/setups.ts'
import type { Groups } from '../groups.ts'
import type { OpeningPhraseTable } from './table.ts'

const usual = { partitioner: null, startEpoch: 0, epochCoordinatorId: 'run--1', coordinator: 'answers' } as const

const opened = (g: Groups, setup: Partial<TaskSetup> = {}) => ({
  opening: { role: 'task', setup: { ...usual, partitions: g.number(1), ...setup } } as const,
})

/** Phrases that open a write RDD. */
export const taskOpenings: OpeningPhraseTable = {
  'a write RDD over {int} partitions?': (g) => opened(g),
  'a write RDD over {int} partitions? with no coordinator': (g) => opened(g, { coordinator: 'missing' }),
  'a write RDD over {int} partitions? with no coordinator id': (g) =>
    opened(g, { epochCoordinatorId: null, coordinator: 'missing' }),
  'a write RDD over {int} partitions? with no start epoch': (g) => opened(g, { startEpoch: null }),
  'a write RDD over {int} partitions? whose first epoch is {int}': (g) => opened(g, { startEpoch: g.number(2) }),
  'a write RDD over {int} partitions? whose coordinator has the id {string}': (g) =>
    opened(g, { epochCoordinatorId: g.string(2) }),
  'a write RDD over {int} partitions? with the partitioner {string}': (g) => opened(g, { partitioner: g.string(2) }),
  'a write RDD over {int} partitions? with the partitioner {string} whose first epoch is {int}': (g) =>
    opened(g, { partitioner: g.string(2), startEpoch: g.number(3) }),
  'a write RDD over {int} partitions? whose parent computes on a thread of its own, and whose first epoch is {int}': (
    g,
  ) => opened(g, { startEpoch: g.number(2), parentThread: 'own' }),
}
