import type { Groups } from './groups.ts'
import { coordinatorOpenings } from './openings/coordinator.ts'
import { operatorOpenings } from './openings/operator.ts'
import { plannerOpenings } from './openings/planner.ts'
import { queryOpenings } from './openings/query.ts'
import type { Opened } from './openings/table.ts'
import { taskOpenings } from './openings/task.ts'
import { expression } from './words.ts'

/** A phrase that opens a subject. */
export interface OpeningPhrase {
  readonly expression: RegExp
  readonly opened: (groups: Groups) => Opened
}

export const openingPhrases: readonly OpeningPhrase[] = [
  plannerOpenings,
  operatorOpenings,
  taskOpenings,
  coordinatorOpenings,
  queryOpenings,
].flatMap((table) => Object.entries(table).map(([text, opened]) => ({ expression: expression(text), opened })))
