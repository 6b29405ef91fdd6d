import { type AbsenceTable, ofTask } from './table.ts'

export const taskAbsences: AbsenceTable = {
  'task {number} makes no writer': ofTask('writer-created'),
  'task {number} commits nothing': ofTask('partition-committed'),
  'task {number} sends nothing': ofTask('sent'),
  'task {number} aborts nothing': ofTask('writer-aborted'),
  'task {number} computes nothing': ofTask('upstream-computed'),
  'task {number} has not ended': ofTask('task-finished', 'task-failed'),
  'task {number} does not fail': ofTask('task-failed'),
  'task {number} logs no error': (event, partition) =>
    event.actor === `task-${partition}` && event.kind === 'logged' && event.level === 'ERROR',
}
