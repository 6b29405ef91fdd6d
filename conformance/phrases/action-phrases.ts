import type { Action, CoordinatorPlace, OperatorPlace, Plain, TaskPlace } from '../../src/contract/actions.ts'
import type { PlainError } from '../../src/contract/values.ts'
import { Groups } from './event-phrases.ts'
import { errorOf, expression } from './words.ts'

/** How many writers and readers the coordinator was told of: what "every writer" means. */
export interface Announced {
  readonly writers: number
  readonly readers: number
}

/** A way of saying what is done, and the actions that it means. */
export interface ActionPhrase {
  readonly expression: RegExp
  readonly actions: (groups: Groups, announced: Announced) => readonly Plain<Action>[]
}

type Meaning = (groups: Groups, announced: Announced) => Plain<Action> | readonly Plain<Action>[]

const commit = (partitionId: number, epoch: number, message = `commit-${partitionId}-${epoch}`): Plain<Action> => ({
  kind: 'send',
  message: { type: 'CommitPartitionEpoch', partitionId, epoch, message },
})
const report = (partitionId: number, epoch: number, offset = `offset-${partitionId}-${epoch}`): Plain<Action> => ({
  kind: 'send',
  message: { type: 'ReportPartitionOffset', partitionId, epoch, offset },
})
const each = (count: number, act: (partition: number) => Plain<Action>) =>
  Array.from({ length: count }, (_, partition) => act(partition))
const error = (groups: Groups, position: number): PlainError => errorOf(groups.text(position), groups.raw(position + 1))
const optional = (groups: Groups, position: number) =>
  groups.raw(position) === undefined ? undefined : groups.string(position)

const coordinatorFault =
  (at: CoordinatorPlace): Meaning =>
  (g) => ({ kind: 'fail', at, error: error(g, 1) })
const operatorFault =
  (at: OperatorPlace): Meaning =>
  (g) => ({ kind: 'fail', at, error: error(g, 1) })
const taskFault =
  (at: TaskPlace): Meaning =>
  (g) => ({ kind: 'fail', partition: g.number(1), at, error: error(g, 2) })

const table: Readonly<Record<string, Meaning>> = {
  // coordinator
  'the number of writers is set to {number}': (g) => ({
    kind: 'ask',
    message: { type: 'SetWriterPartitions', numPartitions: g.number(1) },
  }),
  'the number of readers is set to {number}': (g) => ({
    kind: 'ask',
    message: { type: 'SetReaderPartitions', numPartitions: g.number(1) },
  }),
  'the current epoch is asked for': () => ({ kind: 'ask', message: { type: 'GetCurrentEpoch' } }),
  'the epoch is advanced': () => ({ kind: 'ask', message: { type: 'IncrementAndGetEpoch' } }),
  'the writes are stopped': () => ({ kind: 'ask', message: { type: 'StopContinuousExecutionWrites' } }),
  'writer {number} commits epoch {number}(?: as {string})?': (g) => commit(g.number(1), g.number(2), optional(g, 3)),
  'every writer commits epoch {number}': (g, { writers }) => each(writers, (writer) => commit(writer, g.number(1))),
  'reader {number} reports epoch {number}(?: at {string})?': (g) => report(g.number(1), g.number(2), optional(g, 3)),
  'every reader reports epoch {number}': (g, { readers }) => each(readers, (reader) => report(reader, g.number(1))),
  "the sink's next epoch commit will throw {error}": coordinatorFault('writer.commit'),
  "the query's next offset log entry will throw {error}": coordinatorFault('query.add-offset'),
  "the query's next epoch commit will throw {error}": coordinatorFault('query.commit'),

  // operator
  'the operator is asked what it is': () => ({ kind: 'describe' }),
  'the operator is executed': () => ({ kind: 'execute' }),
  'the ask is answered': () => ({ kind: 'answer' }),
  'the ask is answered with {error}': (g) => ({ kind: 'answer', error: error(g, 1) }),
  'task {number} decides to finish': (g) => ({ kind: 'finish-task', partition: g.number(1) }),
  'task {number} is made to fail with {error}': (g) => ({
    kind: 'fail-task',
    partition: g.number(1),
    error: error(g, 2),
  }),
  "the query's thread is interrupted": () => ({ kind: 'interrupt' }),
  'making the writer factory will throw {error}': operatorFault('create-writer-factory'),
  'executing the child will throw {error}': operatorFault('child'),

  // tasks
  'the write RDD is asked what it is': () => ({ kind: 'describe' }),
  'task {number} is started': (g) => ({ kind: 'start', partition: g.number(1) }),
  'task {number} gets the row {string}': (g) => ({ kind: 'row', partition: g.number(1), value: g.string(2) }),
  'the epoch of task {number} ends': (g) => ({ kind: 'end-epoch', partition: g.number(1) }),
  'the thread of task {number} is interrupted': (g) => ({ kind: 'interrupt', partition: g.number(1) }),
  'task {number} is marked as completed': (g) => ({ kind: 'complete', partition: g.number(1) }),
  'the upstream of task {number} throws {error}': taskFault('upstream'),
  'making the next writer of task {number} will throw {error}': taskFault('create-writer'),
  'the next write of task {number} will throw {error}': taskFault('write'),
  'the next commit of task {number} will throw {error}': taskFault('commit'),
  'the next abort of task {number} will throw {error}': taskFault('abort'),
  'the next send of task {number} will throw {error}': taskFault('send'),
}

export const actionPhrases: readonly ActionPhrase[] = Object.entries(table).map(([text, meaning]) => ({
  expression: expression(text),
  actions: (groups, announced) => [meaning(groups, announced)].flat(),
}))

/**
 * The actions that the phrase means.
 *
 * @throws Error if no phrase reads like that
 */
export function actionsOf(phrase: string, announced: Announced): readonly Plain<Action>[] {
  for (const { expression, actions } of actionPhrases) {
    const match = expression.exec(phrase)
    if (match !== null) return actions(new Groups(match.slice(1)), announced)
  }
  throw new Error(
    `no action is said like this: ${phrase} (conformance/phrases/action-phrases.ts lists how they are said)`,
  )
}
