import { type EventPhraseTable, of } from './table.ts'

/** How what the planner does is said. */
export const plannerEvents: EventPhraseTable = {
  'the planner throws an? (\\w+)': (g) => of('threw', 'planner', (e) => e.error.type === g.text(1)),
}
