import type { Actor, Event, EventKind, EventOf } from '../../src/contract/events.ts'
import type { ErrorValue } from '../../src/contract/values.ts'
import type { EventPattern } from '../expect/pattern.ts'
import { errorOf, expression, itemsOf, sameItems, unquote } from './words.ts'

/** A way of saying that an event was seen, and the pattern that it means. `describe-event.ts` says the same backwards. */
export interface EventPhrase {
  readonly expression: RegExp
  readonly pattern: (groups: Groups) => Omit<EventPattern, 'phrase'>
}

/** The groups of a match, by position from 1, as numbers or as the strings that stood in quotes. */
export class Groups {
  readonly #groups: readonly (string | undefined)[]

  constructor(groups: readonly (string | undefined)[]) {
    this.#groups = groups
  }

  raw(position: number): string | undefined {
    return this.#groups[position - 1]
  }

  text(position: number): string {
    const group = this.raw(position)
    if (group === undefined) throw new Error(`the phrase has no group ${position}`)
    return group
  }

  number(position: number): number {
    return Number(this.text(position))
  }

  string(position: number): string {
    return unquote(this.text(position))
  }
}

function of<K extends EventKind>(kind: K, actor: Actor, fits: (event: EventOf<K>) => boolean = () => true) {
  // The kind is looked at first, so the event is of it.
  return { kind, actor, matches: (event: Event) => event.kind === kind && fits(event as EventOf<K>) }
}

const task = (groups: Groups): Actor => `task-${groups.number(1)}`

const isError = (wanted: ErrorValue, seen: ErrorValue) => wanted.type === seen.type && wanted.message === seen.message
const causes = (error: ErrorValue): readonly ErrorValue[] =>
  error.cause === undefined ? [] : [error.cause, ...causes(error.cause)]

const coordinator = 'coordinator'
const operator = 'operator'

const table: Readonly<Record<string, (groups: Groups) => Omit<EventPattern, 'phrase'>>> = {
  // coordinator
  'the coordinator answers {number}': (g) => of('answered', coordinator, (e) => e.value === g.number(1)),
  'the coordinator acknowledges (\\w+)': (g) =>
    of('answered', coordinator, (e) => e.message === g.text(1) && e.value === null),
  'the sink commits epoch {number}(?: with {list})?': (g) =>
    of('epoch-committed', coordinator, (e) => {
      const messages = g.raw(2)
      return e.epoch === g.number(1) && (messages === undefined || sameItems(e.messages, itemsOf(messages)))
    }),
  'the query adds the offsets of epoch {number}(?:: {list})?': (g) =>
    of('offset-added', coordinator, (e) => {
      const offsets = g.raw(2)
      return e.epoch === g.number(1) && (offsets === undefined || sameItems(e.offsets, itemsOf(offsets)))
    }),
  'the query commits epoch {number}': (g) => of('query-committed', coordinator, (e) => e.epoch === g.number(1)),
  'the coordinator logs ([A-Z]+) {string}': (g) => logged(coordinator, g.text(1), g.string(2)),

  // operator
  'the operator describes itself with the output columns {list} and {number} (?:child|children)': (g) =>
    of('described', operator, (e) => {
      return e.actor === 'operator' && sameItems(e.output, itemsOf(g.text(1))) && e.children === g.number(2)
    }),
  'the operator makes the writer factory': () => of('writer-factory-created', operator),
  'the operator executes its child': () => of('child-executed', operator),
  'the operator looks up the coordinator {string}': (g) =>
    of('coordinator-looked-up', operator, (e) => e.id === g.string(1)),
  'the operator asks SetWriterPartitions for {number} partitions?': (g) =>
    of('asked', operator, (e) => {
      return e.message.type === 'SetWriterPartitions' && e.message.numPartitions === g.number(1)
    }),
  'the operator submits a job of {number} tasks?': (g) =>
    of('job-submitted', operator, (e) => e.partitions === g.number(1)),
  'the operator returns {number} partitions': (g) => of('returned', operator, (e) => e.partitions === g.number(1)),
  'the operator throws {error}': (g) => of('threw', operator, (e) => isError(errorOf(g.text(1), g.raw(2)), e.error)),
  'the operator throws {error}, caused by {error}': (g) =>
    of('threw', operator, (e) => {
      const cause = errorOf(g.text(3), g.raw(4))
      return isError(errorOf(g.text(1), g.raw(2)), e.error) && causes(e.error).some((one) => isError(cause, one))
    }),
  'the operator throws an? (\\w+)': (g) => of('threw', operator, (e) => e.error.type === g.text(1)),
  'the operator throws an? (\\w+) because of an? (\\w+)': (g) =>
    of('threw', operator, (e) => e.error.type === g.text(1) && causes(e.error).some((one) => one.type === g.text(2))),
  'the operator logs ([A-Z]+) {string}': (g) => logged(operator, g.text(1), g.string(2)),

  // tasks
  'the write RDD describes itself with {number} partitions? and the partitioner {string}': (g) =>
    of('described', 'rdd', (e) => {
      return e.actor === 'rdd' && e.partitions === g.number(1) && e.partitioner === g.string(2)
    }),
  'the write RDD describes itself with {number} partitions? and no partitioner': (g) =>
    of('described', 'rdd', (e) => e.actor === 'rdd' && e.partitions === g.number(1) && e.partitioner === null),
  'task {number} starts': (g) => of('task-started', task(g)),
  'task {number} computes its upstream in epoch {number}': (g) =>
    of('upstream-computed', task(g), (e) => e.epoch === g.number(2)),
  'task {number} makes the writer of epoch {number}': (g) =>
    of('writer-created', task(g), (e) => e.epoch === g.number(2)),
  'task {number} makes the writer of epoch {number} as task attempt {number}': (g) =>
    of('writer-created', task(g), (e) => e.epoch === g.number(2) && e.taskId === g.number(3)),
  'task {number} writes {string} in epoch {number}': (g) =>
    of('row-written', task(g), (e) => e.value === g.string(2) && e.epoch === g.number(3)),
  'task {number} commits epoch {number}(?: as {string})?': (g) =>
    of('partition-committed', task(g), (e) => {
      return e.epoch === g.number(2) && (g.raw(3) === undefined || e.message === g.string(3))
    }),
  'task {number} sends its commit of epoch {number}(?:: {string})?': (g) =>
    of('sent', task(g), ({ message: m }) => {
      if (m.type !== 'CommitPartitionEpoch' || m.partitionId !== g.number(1) || m.epoch !== g.number(2)) return false
      return g.raw(3) === undefined || m.message === g.string(3)
    }),
  'task {number} aborts the writer of epoch {number}': (g) =>
    of('writer-aborted', task(g), (e) => e.epoch === g.number(2)),
  'task {number} finishes with {number} rows': (g) => of('task-finished', task(g), (e) => e.rows === g.number(2)),
  'task {number} fails with {error}': (g) =>
    of('task-failed', task(g), (e) => isError(errorOf(g.text(2), g.raw(3)), e.error)),
  'task {number} fails with {error}, caused by {error}': (g) =>
    of('task-failed', task(g), (e) => {
      const cause = errorOf(g.text(4), g.raw(5))
      return isError(errorOf(g.text(2), g.raw(3)), e.error) && causes(e.error).some((one) => isError(cause, one))
    }),
  'task {number} fails with an? (\\w+)': (g) => of('task-failed', task(g), (e) => e.error.type === g.text(2)),
  'task {number} logs ([A-Z]+) {string}': (g) => logged(task(g), g.text(2), g.string(3)),

  // planner
  'the planner throws an? (\\w+)': (g) => of('threw', 'planner', (e) => e.error.type === g.text(1)),
}

function logged(actor: Actor, level: string, message: string) {
  return of('logged', actor, (e) => e.level === level && e.message === message)
}

export const eventPhrases: readonly EventPhrase[] = Object.entries(table).map(([text, pattern]) => ({
  expression: expression(text),
  pattern,
}))

/**
 * The pattern that the phrase means.
 *
 * @throws Error if no phrase reads like that
 */
export function eventPattern(phrase: string): EventPattern {
  for (const { expression, pattern } of eventPhrases) {
    const match = expression.exec(phrase)
    if (match !== null) return { phrase, ...pattern(new Groups(match.slice(1))) }
  }
  throw new Error(
    `no event is said like this: ${phrase} (conformance/phrases/event-phrases.ts lists how they are said)`,
  )
}
