import { Given } from '@cucumber/cucumber'
import type { ConformanceWorld } from '../support/world.ts'

const backlog = 10_000

Given('a coordinator whose first epoch is {int}', function (this: ConformanceWorld, startEpoch: number) {
  return this.open({ role: 'coordinator', setup: { startEpoch, epochBacklogQueueSize: backlog } })
})

Given(
  'a coordinator whose first epoch is {int}, with a backlog limit of {int}',
  function (this: ConformanceWorld, startEpoch: number, epochBacklogQueueSize: number) {
    return this.open({ role: 'coordinator', setup: { startEpoch, epochBacklogQueueSize } })
  },
)
