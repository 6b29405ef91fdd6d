import { Given } from '@cucumber/cucumber'
import type { OperatorSetup } from '../../src/contract/setups.ts'
import type { ScenarioReader } from '../support/scenario-reader.ts'

const operator = { epochCoordinatorId: 'run--1', coordinator: 'answers', writer: 'Sink' } as const

const operators: Readonly<Record<string, Partial<OperatorSetup>>> = {
  '': {},
  ' whose coordinator holds its reply': { coordinator: 'holds' },
  ' with no coordinator': { coordinator: 'missing' },
  ' with no coordinator id': { epochCoordinatorId: null, coordinator: 'missing' },
}

for (const [words, setup] of Object.entries(operators)) {
  Given(`an operator over {int} partition(s)${words}`, function (this: ScenarioReader, partitions: number) {
    return this.open({ role: 'operator', setup: { ...operator, partitions, ...setup } })
  })
}

Given(
  'an operator over {int} partition(s) whose coordinator has the id {string}',
  function (this: ScenarioReader, partitions: number, epochCoordinatorId: string) {
    return this.open({ role: 'operator', setup: { ...operator, partitions, epochCoordinatorId } })
  },
)

Given(
  'an operator over {int} partition(s) whose writer prints itself as {string}',
  function (this: ScenarioReader, partitions: number, writer: string) {
    return this.open({ role: 'operator', setup: { ...operator, partitions, writer } })
  },
)
