import { simpleName } from '../words.ts'
import { type AbsenceTable, kind, logs } from './table.ts'

/** Phrases for what the operator does not do. */
export const operatorAbsences: AbsenceTable = {
  'the operator makes no writer factory': kind('writer-factory-created'),
  'the operator executes no child': kind('child-executed'),
  'the operator looks up no coordinator': kind('coordinator-looked-up'),
  'the operator asks nothing': kind('asked'),
  'the operator asks nothing but SetWriterPartitions': (event) =>
    event.kind === 'asked' && event.actor === 'operator' && event.message.type !== 'SetWriterPartitions',
  'no job is submitted': kind('job-submitted', 'task-started'),
  'no task starts': kind('task-started'),
  'no task starts beyond the first {number}': (event, count) =>
    event.kind === 'task-started' && event.partition >= count,
  'the operator has not returned': kind('returned', 'threw'),
  'the operator throws nothing': kind('threw'),
  'the operator throws nothing that says the job was aborted': (event) =>
    event.kind === 'threw' && /^Writing job aborted\.?$/.test(event.error.message ?? ''),
  'the operator logs nothing': (event) => logs(event, 'operator'),
  // Other implementations have their own packages, and may log other log lines.
  'the operator logs the start of the write under no other class name': (event) =>
    event.kind === 'logged' &&
    logs(event, 'operator') &&
    simpleName(event.logger) !== 'WriteToContinuousDataSourceExec' &&
    /start processing/i.test(event.message),
}
