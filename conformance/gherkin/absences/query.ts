import type { Event } from '../../../src/contract/events.ts'
import type { Ask } from '../../../src/contract/messages.ts'
import { blamesJob } from '../events/query.ts'
import { type AbsenceTable, kind } from './table.ts'

const asks = (event: Event, type: Ask['type']) => event.kind === 'asked' && event.message.type === type

export const queryAbsences: AbsenceTable = {
  'nobody but the query asks IncrementAndGetEpoch': (event) =>
    asks(event, 'IncrementAndGetEpoch') && event.actor !== 'query',
  'nobody asks StopContinuousExecutionWrites': (event) => asks(event, 'StopContinuousExecutionWrites'),
  'the scan asks nothing': (event) => asks(event, 'SetReaderPartitions'),
  'no coordinator is registered': (event) =>
    event.kind === 'logged' && event.actor === 'coordinator' && /regist/i.test(event.message),
  'no task sends anything': kind('sent'),
  'no task reports anything': (event) => event.kind === 'sent' && event.message.type === 'ReportPartitionOffset',
  'no task commits anything': kind('partition-committed'),
  'task {number} reports nothing': (event, partition) =>
    event.actor === `task-${partition}` && event.kind === 'sent' && event.message.type === 'ReportPartitionOffset',
  'no failed job is blamed': (event) => event.kind === 'query-stopped' && blamesJob(event.error),
  'the query does not commit epoch {number}': (event, epoch) =>
    event.kind === 'query-committed' && event.epoch === epoch,
}
