import type { Action, Plain } from '../../src/contract/actions.ts'
import type { OneWayMessage } from '../../src/contract/messages.ts'
import type { CoordinatorState } from '../../src/reference/coordinator.ts'
import { get, has } from '../../src/reference/int-map.ts'
import type { State } from '../../src/reference/model.ts'

/**
 * A key for the search of an order: interchangeable actions have equal keys, so the search tries only one of them at each place
 * (symmetry reduction).
 *
 * Equal actions are interchangeable. Reports of one type for an epoch are, too, where the coordinator only counts them up to the
 * number that it expects: no event of an epoch comes before all reports have arrived.
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
  const reports: OneWayMessage[] = []
  for (const action of actions) {
    if (action.kind === 'send') reports.push(action.message)
    // A new number of partitions, or a stop of the writes, separates the reports before it from those after it.
    else if (action.kind !== 'ask' || !/Epoch$/.test(action.message.type)) return false
  }
  const keys = new Set(reports.map(({ type, partitionId, epoch }) => `${type} ${partitionId} ${epoch}`))
  return keys.size === reports.length && reports.every((report) => isAwaited(report, reports, state))
}

/** Whether the report is the first of its partition, for an uncommitted epoch, and within the expected number. */
function isAwaited(
  { type, partitionId, epoch }: OneWayMessage,
  reports: readonly OneWayMessage[],
  state: CoordinatorState,
): boolean {
  if (epoch <= state.lastCommittedEpoch || has(state.waiting, epoch)) return false
  const progress = get(state.epochs, epoch)
  const [known, awaited] =
    type === 'CommitPartitionEpoch'
      ? [progress?.commits, state.numWriterPartitions]
      : [progress?.offsets, state.numReaderPartitions]
  if (known !== undefined && has(known, partitionId)) return false
  const coming = reports.filter((other) => other.type === type && other.epoch === epoch).length
  return (known?.size ?? 0) + coming <= awaited
}
