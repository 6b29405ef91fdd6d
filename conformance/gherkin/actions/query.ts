import type { Action, Plain } from '../../../src/contract/actions.ts'
import type { Groups } from '../groups.ts'
import { actionsFor, mostActions, refuseMore } from '../limits.ts'
import { type ActionPhraseTable, errorAt, type Meaning } from './table.ts'

type Deliver = Extract<Plain<Action>, { readonly kind: 'deliver' }>
type Held = NonNullable<Deliver['message']>['type']

const repeated = (count: number, action: Plain<Action>) => actionsFor(count, () => action)

/** The message, delivered as often as the group at `position` says; once without the group. */
function times(deliver: Deliver, g: Groups, position: number): Deliver {
  if (g.raw(position) === undefined) return deliver
  refuseMore(g.number(position), 'deliveries', mostActions)
  return { ...deliver, times: g.number(position) }
}

const delivered = (g: Groups, type: Held): Deliver =>
  times({ kind: 'deliver', from: g.number(1), message: { type, epoch: g.number(2) } }, g, 3)

const sendFault =
  (of: Held): Meaning =>
  (g) => ({ kind: 'fail', partition: g.number(1), at: 'send', of, error: errorAt(g, 2) })

/** Phrases for the actions of role query only. The other actions have the phrases of roles operator, task and coordinator. */
export const queryActions: ActionPhraseTable = {
  "the query's epoch is advanced": () => ({ kind: 'advance-epoch' }),
  "the query's epoch is advanced {number} times?": (g) => repeated(g.number(1), { kind: 'advance-epoch' }),
  'the next message of task {number} is delivered(?: {number} times)?': (g) =>
    times({ kind: 'deliver', from: g.number(1) }, g, 2),
  'the next {number} messages of task {number} are delivered': (g) =>
    repeated(g.number(1), { kind: 'deliver', from: g.number(2) }),
  "task {number}'s commit of epoch {number} is delivered(?: {number} times)?": (g) =>
    delivered(g, 'CommitPartitionEpoch'),
  "task {number}'s report of epoch {number} is delivered(?: {number} times)?": (g) =>
    delivered(g, 'ReportPartitionOffset'),
  'the query is stopped': () => ({ kind: 'stop' }),
  'the coordinator dies': () => ({ kind: 'kill-coordinator' }),
  'the executor of task {number} dies': (g) => ({ kind: 'kill-executor', partition: g.number(1) }),
  'the next send of a commit by task {number} will throw {error}': sendFault('CommitPartitionEpoch'),
  'the next send of a report by task {number} will throw {error}': sendFault('ReportPartitionOffset'),
  'task {number} is killed': (g) => ({ kind: 'interrupt', partition: g.number(1) }),
  'the reader of task {number} asks for the current epoch': (g) => ({ kind: 'end-epoch', partition: g.number(1) }),
}
