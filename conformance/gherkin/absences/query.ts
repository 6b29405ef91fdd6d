import type { Event } from '../../../src/contract/events.ts'
import type { Ask } from '../../../src/contract/messages.ts'
import { namesFailedJob } from '../events/query.ts'
import { type AbsenceTable, kind } from './table.ts'

const asks = (event: Event, type: Ask['type']) => event.kind === 'asked' && event.message.type === type

/** Phrases for what does not happen in role query only. */
export const queryAbsences: AbsenceTable = {
  'no participant but the query asks IncrementAndGetEpoch': (event) =>
    asks(event, 'IncrementAndGetEpoch') && event.actor !== 'query',
  'no participant asks StopContinuousExecutionWrites': (event) => asks(event, 'StopContinuousExecutionWrites'),
  'the scan asks nothing': (event) => asks(event, 'SetReaderPartitions'),
  'no coordinator is registered': (event) =>
    event.kind === 'logged' && event.actor === 'coordinator' && /regist/i.test(event.message),
  'no task sends anything': kind('sent'),
  'no task reports anything': (event) => event.kind === 'sent' && event.message.type === 'ReportPartitionOffset',
  'no task commits anything': kind('partition-committed'),
  'task {number} reports nothing': (event, partition) =>
    event.actor === `task-${partition}` && event.kind === 'sent' && event.message.type === 'ReportPartitionOffset',
  'the query names no failed job': (event) => event.kind === 'query-stopped' && namesFailedJob(event.error),
  'the query does not commit epoch {number}': (event, epoch) =>
    event.kind === 'query-committed' && event.epoch === epoch,
}
