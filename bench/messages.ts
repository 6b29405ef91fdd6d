import type { CoordinatorAction } from '../src/contract/actions.ts'
import type { OneWayMessage } from '../src/contract/messages.ts'

// The same messages for the model and for Spark: 2 writers, 2 readers, and a backlog that never clears, because the first
// epoch never completes.

const send = (message: OneWayMessage): CoordinatorAction => ({ kind: 'send', message })

const commit = (partitionId: number, epoch: number) =>
  send({ type: 'CommitPartitionEpoch', partitionId, epoch, message: `commit-${partitionId}-${epoch}` })

const report = (partitionId: number, epoch: number) =>
  send({ type: 'ReportPartitionOffset', partitionId, epoch, offset: `offset-${partitionId}-${epoch}` })

const announced: readonly CoordinatorAction[] = [
  { kind: 'ask', message: { type: 'SetWriterPartitions', numPartitions: 2 } },
  { kind: 'ask', message: { type: 'SetReaderPartitions', numPartitions: 2 } },
]

/** The messages of the first writer and the first reader for `epochs` epochs, from the second epoch on. */
export function backlog(epochs: number): readonly CoordinatorAction[] {
  const actions: CoordinatorAction[] = [...announced]
  for (let epoch = 2; epoch < epochs + 2; epoch++) actions.push(commit(0, epoch), report(0, epoch))
  return actions
}

/** `count` messages of the second writer and reader, on epochs spread over that backlog. */
export function measured(epochs: number, count: number): readonly CoordinatorAction[] {
  const stride = Math.max(1, Math.floor(epochs / (count / 2)))
  return Array.from({ length: count }, (_, index) => {
    const epoch = 2 + ((Math.floor(index / 2) * stride) % epochs)
    return index % 2 === 0 ? commit(1, epoch) : report(1, epoch)
  })
}

/** `count` messages of a healthy query: every epoch completes and is committed. */
export function steady(count: number): readonly CoordinatorAction[] {
  const actions: CoordinatorAction[] = [...announced]
  for (let epoch = 1; actions.length < count; epoch++) {
    actions.push(commit(0, epoch), commit(1, epoch), report(0, epoch), report(1, epoch))
  }
  return actions.slice(0, count)
}
