import type { QuerySetup } from '../../../src/contract/setups.ts'
import type { OpeningPhraseTable } from './table.ts'

const usual = { startEpoch: 0, epochBacklogQueueSize: 10_000, delivery: 'immediate' } as const

const queries: Readonly<Record<string, Partial<QuerySetup>>> = {
  '': {},
  ' whose messages are held': { delivery: 'held' },
  ' whose messages are held, with a backlog limit of 2': { delivery: 'held', epochBacklogQueueSize: 2 },
  ' whose readers ask for the epoch only when they are told to': { polls: 'held' },
  ' whose own trigger moves the epoch': { trigger: 'spark' },
}

/** Phrases that open a query. */
export const queryOpenings: OpeningPhraseTable = Object.fromEntries(
  Object.entries(queries).flatMap(([words, setup]) => {
    const also = words === '' ? ' whose' : `${words}, and whose`
    const opened = (partitions: number, more: Partial<QuerySetup> = {}) => ({
      opening: { role: 'query', setup: { ...usual, partitions, ...setup, ...more } } as const,
    })
    return Object.entries<OpeningPhraseTable[string]>({
      [`a query over {int} partitions?${words}`]: (g) => opened(g.number(1)),
      [`a query over {int} partitions?${also} first epoch is {int}`]: (g) =>
        opened(g.number(1), { startEpoch: g.number(2) }),
    })
  }),
)
