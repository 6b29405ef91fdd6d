import { type AbsenceTable, logs, ofTask } from './table.ts'

/** Phrases for what a task does not do. */
export const taskAbsences: AbsenceTable = {
  'task {number} makes no writer': ofTask('writer-created'),
  'task {number} makes no writer as a task attempt other than 0': (event, partition) =>
    event.actor === `task-${partition}` && event.kind === 'writer-created' && event.taskId !== 0,
  'task {number} writes nothing': ofTask('row-written'),
  'task {number} commits nothing': ofTask('partition-committed'),
  'task {number} sends nothing': ofTask('sent'),
  'task {number} sends nothing but commits': (event, partition) =>
    event.actor === `task-${partition}` && event.kind === 'sent' && event.message.type !== 'CommitPartitionEpoch',
  'task {number} aborts nothing': ofTask('writer-aborted'),
  'task {number} closes nothing': ofTask('writer-closed'),
  'task {number} computes nothing': ofTask('upstream-computed'),
  'no task computes its upstream in an epoch after {number}': (event, epoch) =>
    event.kind === 'upstream-computed' && event.epoch !== null && event.epoch > epoch,
  'task {number} has not ended': ofTask('task-finished', 'task-failed'),
  'task {number} does not fail': ofTask('task-failed'),
  'task {number} logs nothing': (event, partition) => logs(event, `task-${partition}`),
  'task {number} logs no error': (event, partition) =>
    event.actor === `task-${partition}` && event.kind === 'logged' && event.level === 'ERROR',
  'task {number} does not log that its writer committed': (event, partition) =>
    event.actor === `task-${partition}` && event.kind === 'logged' && event.message.endsWith(' committed.'),
  'task {number} does not log that its writer aborted': (event, partition) =>
    event.actor === `task-${partition}` &&
    event.kind === 'logged' &&
    event.message === `Writer for partition ${partition} aborted.`,
}
