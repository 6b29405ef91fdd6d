import type { Event } from '../../src/contract/events.ts'
import { namesIn } from './plan-text.ts'
import { expression } from './words.ts'

/** A way of saying that something does not happen, and the events that would contradict it. */
export interface Absence {
  readonly expression: RegExp
  readonly unwanted: (event: Event, partition: number) => boolean
}

const kind =
  (...kinds: readonly Event['kind'][]) =>
  (event: Event) =>
    kinds.includes(event.kind)

const ofTask =
  (...kinds: readonly Event['kind'][]) =>
  (event: Event, partition: number) =>
    event.actor === `task-${partition}` && kinds.includes(event.kind)

const table: Readonly<Record<string, Absence['unwanted']>> = {
  'no epoch is committed': kind('epoch-committed', 'query-committed'),
  'the query commits no epoch': kind('query-committed'),
  'no offsets are added': kind('offset-added'),
  'the query is not stopped': kind('query-stopped'),
  'no job is submitted': kind('job-submitted', 'task-started'),
  'the operator has not returned': kind('returned', 'threw'),
  'the operator throws nothing': kind('threw'),
  'the operator asks nothing': kind('asked'),
  'the operator makes no writer factory': kind('writer-factory-created'),
  'task {number} makes no writer': ofTask('writer-created'),
  'task {number} commits nothing': ofTask('partition-committed'),
  'task {number} sends nothing': ofTask('sent'),
  'task {number} aborts nothing': ofTask('writer-aborted'),
  'task {number} computes nothing': ofTask('upstream-computed'),
  'task {number} has not ended': ofTask('task-finished', 'task-failed'),
  'task {number} does not fail': ofTask('task-failed'),
  'task {number} logs no error': (event, partition) =>
    event.actor === `task-${partition}` && event.kind === 'logged' && event.level === 'ERROR',
  'no WriteToContinuousDataSourceExec is planned': (event) =>
    event.kind === 'planned' && namesIn(event.plan).includes('WriteToContinuousDataSourceExec'),
}

export const absences: readonly Absence[] = Object.entries(table).map(([text, unwanted]) => ({
  expression: expression(text),
  unwanted,
}))
