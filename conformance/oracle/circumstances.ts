import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { OneWayMessage } from '../../src/contract/messages.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import type { Trace } from '../assertions/trace.ts'

/**
 * What the requirements on this event depend on, as it was when the trace ended: how many of the partitions had spoken, or how many
 * tasks had finished. Undefined if nothing can be counted.
 */
export function circumstances(event: Event, trace: Trace): string | undefined {
  const actions = trace.flatMap((step) => (step.kind === 'acted' ? plainActions(step.action) : []))
  const role = trace[0]?.kind === 'opened' ? trace[0].opening.role : undefined
  if (role === 'coordinator') return ofCoordinator(event, actions, trace)
  return role === 'operator' && event.kind === 'returned' ? ofJob(actions, trace) : undefined
}

function ofCoordinator(event: Event, actions: readonly Plain<Action>[], trace: Trace): string | undefined {
  switch (event.kind) {
    case 'offset-added':
      return reported(event.epoch, actions)
    case 'epoch-committed':
      return `${committed(event.epoch, actions)} and ${reported(event.epoch, actions)}${predecessor(event.epoch, trace)}`
    case 'query-committed':
      return `${committed(event.epoch, actions)} and ${reported(event.epoch, actions)}`
    default:
      return undefined
  }
}

const reported = (epoch: number, actions: readonly Plain<Action>[]) =>
  `${share(epoch, actions, 'ReportPartitionOffset', 'SetReaderPartitions')} readers had reported epoch ${epoch}`

const committed = (epoch: number, actions: readonly Plain<Action>[]) =>
  `${share(epoch, actions, 'CommitPartitionEpoch', 'SetWriterPartitions')} writers had committed epoch ${epoch}`

/** `, but epoch 4 was not committed yet`; empty if the epoch before this one was, or is before the first. */
function predecessor(epoch: number, trace: Trace): string {
  const [opened] = trace
  const first =
    opened?.kind === 'opened' && opened.opening.role === 'coordinator' ? opened.opening.setup.startEpoch : epoch
  const isCommitted = trace.some(({ events }) =>
    events.some((event) => event.kind === 'epoch-committed' && event.epoch === epoch - 1),
  )
  return epoch <= first || isCommitted ? '' : `, but epoch ${epoch - 1} was not committed yet`
}

/** `2 of 3`: the partitions that sent such a message for the epoch, of the number that was set. */
function share(
  epoch: number,
  actions: readonly Plain<Action>[],
  sent: OneWayMessage['type'],
  set: 'SetReaderPartitions' | 'SetWriterPartitions',
): string {
  const partitions = actions.flatMap((one) =>
    one.kind === 'send' && one.message.type === sent && one.message.epoch === epoch ? [one.message.partitionId] : [],
  )
  const numbers = actions.flatMap((one) =>
    one.kind === 'ask' && one.message.type === set ? [one.message.numPartitions] : [],
  )
  return `${new Set(partitions).size} of ${numbers.at(-1) ?? 0}`
}

function ofJob(actions: readonly Plain<Action>[], trace: Trace): string | undefined {
  const jobs = trace.flatMap(({ events }) =>
    events.flatMap((event) => (event.kind === 'job-submitted' ? [event.partitions] : [])),
  )
  const finished = actions.filter(({ kind }) => kind === 'finish-task').length
  return jobs[0] === undefined ? undefined : `${finished} of ${jobs[0]} tasks had finished`
}
