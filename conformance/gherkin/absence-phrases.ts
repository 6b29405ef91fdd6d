import { coordinatorAbsences } from './absences/coordinator.ts'
import { operatorAbsences } from './absences/operator.ts'
import { plannerAbsences } from './absences/planner.ts'
import { queryAbsences } from './absences/query.ts'
import type { Unwanted } from './absences/table.ts'
import { taskAbsences } from './absences/task.ts'
import { expression } from './words.ts'

/** A phrase that says what does not happen, and the events that contradict it. */
export interface AbsencePhrase {
  readonly expression: RegExp
  readonly unwanted: Unwanted
}

export const absencePhrases: readonly AbsencePhrase[] = [
  coordinatorAbsences,
  operatorAbsences,
  taskAbsences,
  plannerAbsences,
  queryAbsences,
].flatMap((table) => Object.entries(table).map(([text, unwanted]) => ({ expression: expression(text), unwanted })))
