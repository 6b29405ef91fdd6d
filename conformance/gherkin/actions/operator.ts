import type { OperatorPlace } from '../../../src/contract/actions.ts'
import { actionsFor } from '../limits.ts'
import { type ActionPhraseTable, errorAt, type Meaning } from './table.ts'

const fault =
  (at: OperatorPlace): Meaning =>
  (g) => ({ kind: 'fail', at, error: errorAt(g, 1) })

/** Phrases for the actions of role operator. */
export const operatorActions: ActionPhraseTable = {
  // A description says `the write`: the action does not tell the role.
  '(?:the operator|the write) is asked to describe itself': () => ({ kind: 'describe' }),
  // Role query has the same action, and has it again after the query has stopped.
  '(?:the operator|the query|the write) is executed(?: again)?': () => ({ kind: 'execute' }),
  'the held reply is sent': () => ({ kind: 'answer' }),
  'the ask fails with {error}': (g) => ({ kind: 'answer', error: errorAt(g, 1) }),
  'task {number} decides to finish': (g) => ({ kind: 'finish-task', partition: g.number(1) }),
  'all {number} tasks decide to finish': (g) =>
    actionsFor(g.number(1), (partition) => ({ kind: 'finish-task', partition }) as const),
  'task {number} is made to fail with {error}': (g) => ({
    kind: 'fail-task',
    partition: g.number(1),
    error: errorAt(g, 2),
  }),
  "the query's thread is interrupted": () => ({ kind: 'interrupt' }),
  'making the writer factory will throw {error}': fault('create-writer-factory'),
  'executing the child will throw {error}': fault('child'),
}
