import { describe, expect, it } from 'vitest'
import type { CoordinatorAction } from '../contract/actions.ts'
import { deviationsOf, type EditionName } from './editions.ts'
import { open, step } from './model.ts'

const send = (type: 'commit' | 'report', partitionId: number, epoch: number): CoordinatorAction => ({
  kind: 'send',
  message:
    type === 'commit'
      ? { type: 'CommitPartitionEpoch', partitionId, epoch, message: 'm' }
      : { type: 'ReportPartitionOffset', partitionId, epoch, offset: 'o' },
})
const announce: readonly CoordinatorAction[] = [
  { kind: 'ask', message: { type: 'SetWriterPartitions', numPartitions: 1 } },
  { kind: 'ask', message: { type: 'SetReaderPartitions', numPartitions: 1 } },
]

/** The piles for which the last of these actions has the query stopped. */
function stopped(edition: EditionName, epochBacklogQueueSize: number, ...actions: readonly CoordinatorAction[]) {
  let { state } = open({ role: 'coordinator', setup: { startEpoch: 0, epochBacklogQueueSize } }, deviationsOf(edition))
  let piles: readonly string[] = []
  for (const action of [...announce, ...actions]) {
    const { state: after, events } = step(state, action)
    state = after
    const texts = events.flatMap((event) => (event.kind === 'query-stopped' ? [event.error?.message ?? ''] : []))
    piles = texts.map((text) => /^Size of the (.*) queue has exceeded its maximum$/.exec(text)?.[1] ?? text)
  }
  return piles
}

describe('the backlog of a coordinator', () => {
  const waits = [send('commit', 0, 1), send('report', 0, 1)]

  it('stops the query for each pile that is larger than the limit, since 3.0 and not before', () => {
    expect(stopped('spark-3.0', 0, ...waits)).toEqual(['partition offset', 'partition commit', 'epoch'])
    expect(stopped('spark-3.0', 1, ...waits)).toEqual([])
    expect(stopped('spark-2.4', 0, ...waits)).toEqual([])
  })

  it('is not looked at when what was sent is ignored, dropped, or ends in an error', () => {
    const fail: CoordinatorAction = {
      kind: 'fail',
      at: 'query.add-offset',
      error: { type: 'IOException', message: null },
    }
    const stop: CoordinatorAction = { kind: 'ask', message: { type: 'StopContinuousExecutionWrites' } }
    expect(stopped('spark-3.0', 0, ...waits, send('commit', 0, 1))).toEqual([])
    expect(stopped('spark-3.0', 0, ...waits, stop, send('commit', 0, 2))).toEqual([])
    expect(stopped('spark-3.0', 0, send('commit', 0, 1), fail, send('report', 0, 1))).toEqual([])
  })

  it('holds an epoch that comes once more after it was forgotten, whatever is committed then', () => {
    const whole = (epoch: number) => [send('commit', 0, epoch), send('report', 0, epoch)]
    expect(stopped('spark-3.0', 0, ...whole(0), ...whole(1))).toEqual(['partition offset', 'partition commit'])
    expect(stopped('spark-3.0', 0, ...whole(0), ...whole(1), ...whole(0), ...whole(2))).toContain('epoch')
  })
})
