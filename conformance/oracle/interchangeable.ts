import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Report } from '../../src/contract/messages.ts'
import type { CoordinatorState } from '../../src/reference/coordinator.ts'
import { get, has } from '../../src/reference/int-map.ts'
import type { State } from '../../src/reference/model.ts'

/**
 * By which text actions are told apart when an order of them is looked for: of those that have the same text, one is as
 * good as the other, so only one is tried at each place (symmetry reduction).
 *
 * Equal actions always are. So are the reports of a sort for an epoch, where the coordinator does no more than count
 * them up to the number that it waits for: nothing is seen of an epoch before all have come, and then of all of them.
 */
export function interchangeable(actions: readonly Plain<Action>[], state: State): (action: Plain<Action>) => string {
  const texts = new Map(actions.map((action) => [action, JSON.stringify(action)]))
  const byEpoch = state.role === 'coordinator' && isCountedOnly(actions, state)
  return (action) =>
    byEpoch && action.kind === 'send'
      ? `${action.message.type} ${action.message.epoch}`
      : (texts.get(action) ?? JSON.stringify(action))
}

function isCountedOnly(actions: readonly Plain<Action>[], state: CoordinatorState): boolean {
  if (state.queryWritesStopped || Object.keys(state.faults).length > 0) return false
  const reports: Report[] = []
  for (const action of actions) {
    if (action.kind === 'send') reports.push(action.message)
    // Whoever changes the numbers, or stops the writes, makes a difference between those before and those after.
    else if (action.kind !== 'ask' || !/Epoch$/.test(action.message.type)) return false
  }
  const keys = new Set(reports.map(({ type, partitionId, epoch }) => `${type} ${partitionId} ${epoch}`))
  return keys.size === reports.length && reports.every((report) => isAwaited(report, reports, state))
}

/** Whether the report is the first of its partition, for an epoch that is open, and one of no more than are waited for. */
function isAwaited({ type, partitionId, epoch }: Report, reports: readonly Report[], state: CoordinatorState): boolean {
  if (epoch <= state.lastCommittedEpoch || has(state.waiting, epoch)) return false
  const progress = get(state.epochs, epoch)
  const [known, awaited] =
    type === 'CommitPartitionEpoch' ? [progress?.commits, state.writers] : [progress?.offsets, state.readers]
  if (known !== undefined && has(known, partitionId)) return false
  const coming = reports.filter((other) => other.type === type && other.epoch === epoch).length
  return (known?.size ?? 0) + coming <= awaited
}
