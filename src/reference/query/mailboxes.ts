import type { Plain, QueryAction } from '../../contract/actions.ts'
import type { Event } from '../../contract/events.ts'
import type { Ask, OneWayMessage } from '../../contract/messages.ts'
import { stepCoordinator } from '../coordinator.ts'
import { NotEnabled } from '../not-enabled.ts'
import { record } from './checkpoint.ts'
import { doInTurn, doNothing, type QueryState, type QueryStep } from './state.ts'

// EpochCoordinator.md, the table of messages: who sends them. Asks arrive at once, other messages possibly later.

// FIXME of the page: EpochCoordinatorRef.md, get. The reference reaches the coordinator of the id (REF-1).
/** The query or its operator asks the coordinator, and waits for the reply. */
export function ask(state: QueryState, actor: 'operator' | 'query', message: Ask): QueryStep {
  const { state: coordinator, events } = stepCoordinator(state.coordinator, { kind: 'ask', message })
  const asked: Event = { kind: 'asked', actor, message } // EC-24, EC-26, EC-27, EC-28, OP-9
  return { state: { ...state, coordinator }, events: [asked, ...events] }
}

/** Sends the messages that these events tell of. The coordinator's events follow that of the message. */
export function post(state: QueryState, events: readonly Event[]): QueryStep {
  return doInTurn(
    doNothing(state),
    ...events.map((event) => (before: QueryState): QueryStep => {
      const step = { state: before, events: [event] }
      if (event.kind !== 'sent') return step
      const { message } = event
      return doInTurn(step, (next) => (next.setup.delivery === 'held' ? hold(next, message) : receive(next, message)))
    }),
  )
}

/** Delivers a held message to the coordinator of the latest run: the message that is named, or else the oldest. */
export function deliver(state: QueryState, action: Extract<Plain<QueryAction>, { kind: 'deliver' }>): QueryStep {
  const { from, message: named, times = 1 } = action
  const held = state.mailboxes[from] ?? []
  const at = held.findIndex(({ type, epoch }) => !named || (named.type === type && named.epoch === epoch))
  const message = held[at]
  if (message === undefined) throw new NotEnabled(`no such message of task ${from} is held`)
  const rest = withMailbox(state, from, held.toSpliced(at, 1))
  return doInTurn(doNothing(rest), ...Array.from({ length: times }, () => (next: QueryState) => receive(next, message)))
}

/** The coordinator handles the message, and the query records in its logs what the coordinator has it add and commit. */
function receive(state: QueryState, message: OneWayMessage): QueryStep {
  if (state.coordinatorIsGone) return doNothing(state)
  const { state: coordinator, events: all } = stepCoordinator(state.coordinator, { kind: 'send', message }) // CE-20
  // A stop is the query's own event: `stepQuery` carries it out.
  const events = all.filter((one) => one.kind !== 'query-stopped')
  const stop = all.find((one) => one.kind === 'query-stopped')
  const failure = state.failure ?? stop?.error ?? null
  return { state: { ...state, coordinator, failure, checkpoint: record(state.checkpoint, events) }, events }
}

function hold(state: QueryState, message: OneWayMessage): QueryStep {
  const { partitionId } = message
  return doNothing(withMailbox(state, partitionId, [...(state.mailboxes[partitionId] ?? []), message]))
}

function withMailbox(state: QueryState, partition: number, mailbox: readonly OneWayMessage[]): QueryState {
  return { ...state, mailboxes: state.mailboxes.with(partition, mailbox) }
}
