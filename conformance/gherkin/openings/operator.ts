import type { OperatorSetup } from '../../../src/contract/setups.ts'
import type { Groups } from '../groups.ts'
import type { OpeningPhraseTable } from './table.ts'

const usual = { epochCoordinatorId: 'run--1', coordinator: 'answers', writer: 'Sink' } as const

const opened = (g: Groups, setup: Partial<OperatorSetup> = {}) => ({
  opening: { role: 'operator', setup: { ...usual, partitions: g.number(1), ...setup } } as const,
})

/** Phrases that open an operator. */
export const operatorOpenings: OpeningPhraseTable = {
  'an operator over {int} partitions?': (g) => opened(g),
  'an operator over {int} partitions? whose coordinator holds its reply': (g) => opened(g, { coordinator: 'holds' }),
  'an operator over {int} partitions? with no coordinator': (g) => opened(g, { coordinator: 'missing' }),
  'an operator over {int} partitions? with no coordinator id': (g) =>
    opened(g, { epochCoordinatorId: null, coordinator: 'missing' }),
  'an operator over {int} partitions? whose coordinator has the id {string}': (g) =>
    opened(g, { epochCoordinatorId: g.string(2) }),
  'an operator over {int} partitions? whose writer prints itself as {string}': (g) =>
    opened(g, { writer: g.string(2) }),
}
