import { Given } from '@cucumber/cucumber'
import type { Action } from '../../src/contract/actions.ts'
import type { ScenarioReader } from '../support/scenario-reader.ts'

const backlog = 10_000

Given('a coordinator whose first epoch is {int}', function (this: ScenarioReader, startEpoch: number) {
  return this.open({ role: 'coordinator', setup: { startEpoch, epochBacklogQueueSize: backlog } })
})

Given(
  'a coordinator whose first epoch is {int}, with {int} writer(s) and {int} reader(s)',
  function (this: ScenarioReader, startEpoch: number, writers: number, readers: number) {
    const setup = { startEpoch, epochBacklogQueueSize: backlog }
    this.open({ role: 'coordinator', setup })
    this.act(announce(writers, readers))
  },
)

Given(
  'a coordinator whose first epoch is {int}, with a backlog limit of {int}',
  function (this: ScenarioReader, startEpoch: number, epochBacklogQueueSize: number) {
    return this.open({ role: 'coordinator', setup: { startEpoch, epochBacklogQueueSize } })
  },
)

const announce = (writers: number, readers: number): readonly Action[] => [
  { kind: 'ask', message: { type: 'SetWriterPartitions', numPartitions: writers } },
  { kind: 'ask', message: { type: 'SetReaderPartitions', numPartitions: readers } },
]
