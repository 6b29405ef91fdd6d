import { Given } from '@cucumber/cucumber'
import type { Action } from '../../src/contract/actions.ts'
import type { ConformanceWorld } from '../support/world.ts'

const backlog = 10_000

Given('a coordinator whose first epoch is {int}', function (this: ConformanceWorld, startEpoch: number) {
  return this.open({ role: 'coordinator', setup: { startEpoch, epochBacklogQueueSize: backlog } })
})

Given(
  'a coordinator whose first epoch is {int}, with {int} writer(s) and {int} reader(s)',
  async function (this: ConformanceWorld, startEpoch: number, writers: number, readers: number) {
    const setup = { startEpoch, epochBacklogQueueSize: backlog }
    return (await this.open({ role: 'coordinator', setup })) ?? (await this.act(announce(writers, readers)))
  },
)

Given(
  'a coordinator whose first epoch is {int}, with a backlog limit of {int}',
  function (this: ConformanceWorld, startEpoch: number, epochBacklogQueueSize: number) {
    return this.open({ role: 'coordinator', setup: { startEpoch, epochBacklogQueueSize } })
  },
)

const announce = (writers: number, readers: number): readonly Action[] => [
  { kind: 'ask', message: { type: 'SetWriterPartitions', numPartitions: writers } },
  { kind: 'ask', message: { type: 'SetReaderPartitions', numPartitions: readers } },
]
