import { Given } from '@cucumber/cucumber'
import type { Setups } from '../../src/contract/setups.ts'
import type { ScenarioReader } from '../support/scenario-reader.ts'

const query = { startEpoch: 0, epochBacklogQueueSize: 10_000, delivery: 'immediate' } as const

const queries: Readonly<Record<string, Partial<Setups['query']>>> = {
  '': {},
  ' whose messages are held': { delivery: 'held' },
  ' whose messages are held, with a backlog limit of 2': { delivery: 'held', epochBacklogQueueSize: 2 },
  ' whose readers ask for the epoch only when they are told to': { polls: 'held' },
  ' whose own trigger moves the epoch': { trigger: 'spark' },
}

for (const [words, setup] of Object.entries(queries)) {
  Given(`a query over {int} partition(s)${words}`, function (this: ScenarioReader, partitions: number) {
    return this.open({ role: 'query', setup: { ...query, partitions, ...setup } })
  })

  const also = words === '' ? ' whose' : `${words}, and whose`
  Given(
    `a query over {int} partition(s)${also} first epoch is {int}`,
    function (this: ScenarioReader, partitions: number, startEpoch: number) {
      return this.open({ role: 'query', setup: { ...query, partitions, ...setup, startEpoch } })
    },
  )
}
