import type { OperatorPlace } from '../../../src/contract/actions.ts'
import { type ActionPhraseTable, errorAt, type Meaning } from './table.ts'

const fault =
  (at: OperatorPlace): Meaning =>
  (g) => ({ kind: 'fail', at, error: errorAt(g, 1) })

/** How what is done to an operator and its job is said. */
export const operatorActions: ActionPhraseTable = {
  // A description says `it`: it does not know whose it is.
  '(?:the operator|it) is asked what it is': () => ({ kind: 'describe' }),
  // So is a whole query, and again after it has stopped.
  '(?:the operator|the query|it) is executed(?: again)?': () => ({ kind: 'execute' }),
  'the ask is answered': () => ({ kind: 'answer' }),
  'the ask is answered with {error}': (g) => ({ kind: 'answer', error: errorAt(g, 1) }),
  'task {number} decides to finish': (g) => ({ kind: 'finish-task', partition: g.number(1) }),
  'all {number} tasks decide to finish': (g) =>
    Array.from({ length: g.number(1) }, (_, partition) => ({ kind: 'finish-task', partition })),
  'task {number} is made to fail with {error}': (g) => ({
    kind: 'fail-task',
    partition: g.number(1),
    error: errorAt(g, 2),
  }),
  "the query's thread is interrupted": () => ({ kind: 'interrupt' }),
  'making the writer factory will throw {error}': fault('create-writer-factory'),
  'executing the child will throw {error}': fault('child'),
}
