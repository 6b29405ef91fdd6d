import { expect, test } from 'vitest'
import type { CoordinatorAction } from '../contract/actions.ts'
import { enabled, open, type State, step } from './model.ts'

const setup = { startEpoch: 3, epochBacklogQueueSize: 10_000 }
const fresh = () => open({ role: 'coordinator', setup }, new Set()).state
const after = (actions: readonly CoordinatorAction[], from: State = fresh()) =>
  actions.reduce<State>((state, action) => step(state, action).state, from)
const announce: readonly CoordinatorAction[] = [
  { kind: 'ask', message: { type: 'SetWriterPartitions', numPartitions: 2 } },
  { kind: 'ask', message: { type: 'SetReaderPartitions', numPartitions: 1 } },
]

test('the enabled actions are each ask, and for each partition the message of its first incomplete epoch', () => {
  const state = after([
    ...announce,
    { kind: 'send', message: { type: 'CommitPartitionEpoch', partitionId: 1, epoch: 3, message: 'm' } },
  ])
  const reports = enabled(state).flatMap((action) =>
    action.kind === 'send' ? [`${action.message.type} ${action.message.partitionId} ${action.message.epoch}`] : [],
  )
  expect(reports).toEqual(['CommitPartitionEpoch 0 3', 'CommitPartitionEpoch 1 4', 'ReportPartitionOffset 0 3'])
  expect(enabled(state).filter(({ kind }) => kind === 'ask')).toHaveLength(5)
})

test('a life made of nothing but what is enabled is taken step by step, and commits every epoch in order', () => {
  let state = after(announce)
  const committed: number[] = []
  for (let round = 0; round < 30; round++) {
    const reports = enabled(state).filter(({ kind }) => kind === 'send')
    const next = reports[round % reports.length]
    if (next === undefined) throw new Error('nothing is enabled')
    const { state: then, events } = step(state, next as CoordinatorAction)
    committed.push(...events.flatMap((event) => (event.kind === 'epoch-committed' ? [event.epoch] : [])))
    state = then
  }
  expect(committed.length).toBeGreaterThan(5)
  expect(committed).toEqual(committed.map((_, index) => 3 + index))
})

test('a step leaves the state that it began from as it was', () => {
  const state = after(announce)
  const commit: CoordinatorAction = {
    kind: 'send',
    message: { type: 'CommitPartitionEpoch', partitionId: 0, epoch: 3, message: 'm' },
  }
  const before = JSON.stringify(state)
  const first = step(state, commit)
  expect(JSON.stringify(state)).toBe(before)
  expect(step(state, commit)).toEqual(first)
})
