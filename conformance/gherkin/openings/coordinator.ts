import type { Action, Plain } from '../../../src/contract/actions.ts'
import type { OpeningPhraseTable } from './table.ts'

const backlog = 10_000

const opened = (startEpoch: number, epochBacklogQueueSize: number) => ({
  opening: { role: 'coordinator', setup: { startEpoch, epochBacklogQueueSize } } as const,
})

const announce = (writers: number, readers: number): readonly Plain<Action>[] => [
  { kind: 'ask', message: { type: 'SetWriterPartitions', numPartitions: writers } },
  { kind: 'ask', message: { type: 'SetReaderPartitions', numPartitions: readers } },
]

/** Phrases that open a coordinator. */
export const coordinatorOpenings: OpeningPhraseTable = {
  'a coordinator whose first epoch is {int}': (g) => opened(g.number(1), backlog),
  'a coordinator whose first epoch is {int}, with {int} writers? and {int} readers?': (g) => ({
    ...opened(g.number(1), backlog),
    actions: announce(g.number(2), g.number(3)),
  }),
  'a coordinator whose first epoch is {int}, with a backlog limit of {int}': (g) => opened(g.number(1), g.number(2)),
}
