import { namesIn } from '../plan-text.ts'
import type { AbsenceTable } from './table.ts'

export const plannerAbsences: AbsenceTable = {
  'no WriteToContinuousDataSourceExec is planned': (event) =>
    event.kind === 'planned' && namesIn(event.plan).includes('WriteToContinuousDataSourceExec'),
}
