import type { OpeningPhraseTable } from './table.ts'

/** The phrase that opens a planner. */
export const plannerOpenings: OpeningPhraseTable = {
  'a planner': () => ({ opening: { role: 'planner', setup: {} } }),
}
