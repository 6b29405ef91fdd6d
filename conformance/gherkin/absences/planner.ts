import { namesIn } from '../plan-text.ts'
import { type AbsenceTable, kind } from './table.ts'

/** Phrases for what the planner does not do. */
export const plannerAbsences: AbsenceTable = {
  'no plan is made': kind('planned'),
  'no WriteToContinuousDataSourceExec is planned': (event) =>
    event.kind === 'planned' && namesIn(event.plan).includes('WriteToContinuousDataSourceExec'),
}
