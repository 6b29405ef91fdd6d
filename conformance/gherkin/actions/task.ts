import type { TaskPlace } from '../../../src/contract/actions.ts'
import { actionsFor, mostCharacters, refuseMore } from '../limits.ts'
import { type ActionPhraseTable, errorAt, type Meaning } from './table.ts'

const fault =
  (at: TaskPlace): Meaning =>
  (g) => ({ kind: 'fail', partition: g.number(1), at, error: errorAt(g, 2) })

const row = (partition: number, value: string) => ({ kind: 'row', partition, value }) as const

function rowOf(characters: number): string {
  refuseMore(characters, 'characters', mostCharacters)
  return 'x'.repeat(characters)
}

/** Phrases for the actions of role task. */
export const taskActions: ActionPhraseTable = {
  'the write RDD is asked to describe itself': () => ({ kind: 'describe' }),
  'task {number} is started': (g) => ({ kind: 'start', partition: g.number(1) }),
  'task {number} gets the row {string}': (g) => ({ kind: 'row', partition: g.number(1), value: g.string(2) }),
  'the epoch of task {number} ends {number} times': (g) =>
    actionsFor(g.number(2), () => ({ kind: 'end-epoch', partition: g.number(1) }) as const),
  'task {number} gets {number} rows, "row 1" and so on': (g) =>
    actionsFor(g.number(2), (index) => row(g.number(1), `row ${index + 1}`)),
  'task {number} gets a row of {number} characters': (g) => row(g.number(1), rowOf(g.number(2))),
  'the epoch of task {number} ends': (g) => ({ kind: 'end-epoch', partition: g.number(1) }),
  'the thread of task {number} is interrupted': (g) => ({ kind: 'interrupt', partition: g.number(1) }),
  'the scheduler kills task {number}': (g) => ({ kind: 'kill', partition: g.number(1) }),
  'task {number} is marked as completed': (g) => ({ kind: 'complete', partition: g.number(1) }),
  'the upstream of task {number} throws {error}': fault('upstream'),
  'making the next writer of task {number} will throw {error}': fault('create-writer'),
  'the next write of task {number} will throw {error}': fault('write'),
  'the next commit of task {number} will throw {error}': fault('commit'),
  'the next abort of task {number} will throw {error}': fault('abort'),
  'the next send of task {number} will throw {error}': fault('send'),
}
