import { type AbsenceTable, kind } from './table.ts'

export const coordinatorAbsences: AbsenceTable = {
  'no epoch is committed': kind('epoch-committed', 'query-committed'),
  'the query commits no epoch': kind('query-committed'),
  'no offsets are added': kind('offset-added'),
  'the query is not stopped': kind('query-stopped'),
}
