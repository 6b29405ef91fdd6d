import { namesIn } from '../plan-text.ts'
import { type AbsenceTable, kind } from './table.ts'

export const plannerAbsences: AbsenceTable = {
  'no plan is made': kind('planned'),
  'no WriteToContinuousDataSourceExec is planned': (event) =>
    event.kind === 'planned' && namesIn(event.plan).includes('WriteToContinuousDataSourceExec'),
}
