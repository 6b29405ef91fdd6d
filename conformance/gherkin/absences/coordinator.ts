import { type AbsenceTable, kind, logs } from './table.ts'

export const coordinatorAbsences: AbsenceTable = {
  'the coordinator answers nothing': kind('answered'),
  'no epoch is committed': kind('epoch-committed', 'query-committed'),
  // The number that these speak of is an epoch's.
  'epoch {number} is not committed': (event, epoch) =>
    (event.kind === 'epoch-committed' || event.kind === 'query-committed') && event.epoch === epoch,
  'the query commits no epoch': kind('query-committed'),
  'no offsets are added': kind('offset-added'),
  'no offsets are added but those of epoch {number}': (event, epoch) =>
    event.kind === 'offset-added' && event.epoch !== epoch,
  'the coordinator logs nothing': (event) => logs(event, 'coordinator'),
  'the query is not stopped': kind('query-stopped'),
}
