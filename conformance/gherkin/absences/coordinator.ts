import { type AbsenceTable, kind, logs } from './table.ts'

/** Phrases for what the coordinator does not do. */
export const coordinatorAbsences: AbsenceTable = {
  'the coordinator sends no reply': kind('answered'),
  'no epoch is committed': kind('epoch-committed', 'query-committed'),
  // The number is an epoch, here and below.
  'epoch {number} is not committed': (event, epoch) =>
    (event.kind === 'epoch-committed' || event.kind === 'query-committed') && event.epoch === epoch,
  'the query commits no epoch': kind('query-committed'),
  'no offsets are added': kind('offset-added'),
  'no offsets of epochs other than {number} are added': (event, epoch) =>
    event.kind === 'offset-added' && event.epoch !== epoch,
  'the coordinator logs nothing': (event) => logs(event, 'coordinator'),
  'the query is not stopped': kind('query-stopped'),
}
