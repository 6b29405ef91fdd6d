import type { Plain, QueryAction } from '../../contract/actions.ts'
import type { Event } from '../../contract/events.ts'
import type { Ask, Report } from '../../contract/messages.ts'
import { stepCoordinator } from '../coordinator.ts'
import { NotEnabled } from '../not-enabled.ts'
import { record } from './checkpoint.ts'
import { inTurn, type QueryState, type QueryStep, still } from './state.ts'

// What is asked of the coordinator, and what is sent to it: at once, or by way of a mailbox a partition.

/** Asked by the query or its operator: the answer is waited for. */
export function ask(state: QueryState, actor: 'operator' | 'query', message: Ask): QueryStep {
  const { state: coordinator, events } = stepCoordinator(state.coordinator, { kind: 'ask', message })
  return { state: { ...state, coordinator }, events: [{ kind: 'asked', actor, message }, ...events] }
}

/** Puts on its way what the events say was sent; what the coordinator does with it comes right behind. */
export function post(state: QueryState, events: readonly Event[]): QueryStep {
  return inTurn(
    still(state),
    ...events.map((event) => (before: QueryState): QueryStep => {
      const step = { state: before, events: [event] }
      if (event.kind !== 'sent') return step
      const { message } = event
      return inTurn(step, (next) => (next.setup.delivery === 'held' ? hold(next, message) : receive(next, message)))
    }),
  )
}

/** A message that is held reaches the coordinator of the latest run: the next one, or the one that is named. */
export function deliver(state: QueryState, action: Extract<Plain<QueryAction>, { kind: 'deliver' }>): QueryStep {
  const { from, message: named, times = 1 } = action
  const held = state.mailboxes[from] ?? []
  const at = held.findIndex(({ type, epoch }) => !named || (named.type === type && named.epoch === epoch))
  const message = held[at]
  if (message === undefined) throw new NotEnabled(`no such message of task ${from} is held`)
  const rest = withMailbox(state, from, held.toSpliced(at, 1))
  return inTurn(still(rest), ...Array.from({ length: times }, () => (next: QueryState) => receive(next, message)))
}

/** The coordinator gets the message, and the query writes down what it is told. */
function receive(state: QueryState, message: Report): QueryStep {
  if (state.coordinatorIsGone) return still(state)
  const { state: coordinator, events: all } = stepCoordinator(state.coordinator, { kind: 'send', message })
  // What it says of the query is for the query to do.
  const events = all.filter((one) => one.kind !== 'query-stopped')
  const stops = all.find((one) => one.kind === 'query-stopped')
  const failure = state.failure ?? stops?.error ?? null
  return { state: { ...state, coordinator, failure, checkpoint: record(state.checkpoint, events) }, events }
}

function hold(state: QueryState, message: Report): QueryStep {
  const { partitionId } = message
  return still(withMailbox(state, partitionId, [...(state.mailboxes[partitionId] ?? []), message]))
}

function withMailbox(state: QueryState, partition: number, mailbox: readonly Report[]): QueryState {
  return { ...state, mailboxes: state.mailboxes.with(partition, mailbox) }
}
