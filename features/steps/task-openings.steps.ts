import { Given } from '@cucumber/cucumber'
import type { TaskSetup } from '../../src/contract/setups.ts'
import type { ScenarioReader } from '../support/scenario-reader.ts'

const task = { partitioner: null, startEpoch: 0, epochCoordinatorId: 'run--1', coordinator: 'answers' } as const

const tasks: Readonly<Record<string, Partial<TaskSetup>>> = {
  '': {},
  ' with no coordinator': { coordinator: 'missing' },
  ' with no coordinator id': { epochCoordinatorId: null, coordinator: 'missing' },
  ' with no start epoch': { startEpoch: null },
}

for (const [words, setup] of Object.entries(tasks)) {
  Given(`a write RDD over {int} partition(s)${words}`, function (this: ScenarioReader, partitions: number) {
    return this.open({ role: 'task', setup: { ...task, partitions, ...setup } })
  })
}

Given(
  'a write RDD over {int} partition(s) whose first epoch is {int}',
  function (this: ScenarioReader, partitions: number, startEpoch: number) {
    return this.open({ role: 'task', setup: { ...task, partitions, startEpoch } })
  },
)

Given(
  'a write RDD over {int} partition(s) whose coordinator has the id {string}',
  function (this: ScenarioReader, partitions: number, epochCoordinatorId: string) {
    return this.open({ role: 'task', setup: { ...task, partitions, epochCoordinatorId } })
  },
)

Given(
  'a write RDD over {int} partition(s) with the partitioner {string}',
  function (this: ScenarioReader, partitions: number, partitioner: string) {
    return this.open({ role: 'task', setup: { ...task, partitions, partitioner } })
  },
)

Given(
  'a write RDD over {int} partition(s) with the partitioner {string} whose first epoch is {int}',
  function (this: ScenarioReader, partitions: number, partitioner: string, startEpoch: number) {
    return this.open({ role: 'task', setup: { ...task, partitions, partitioner, startEpoch } })
  },
)

Given(
  'a write RDD over {int} partition(s) whose parent computes on a thread of its own, and whose first epoch is {int}',
  function (this: ScenarioReader, partitions: number, startEpoch: number) {
    return this.open({ role: 'task', setup: { ...task, partitions, startEpoch, parentThread: 'own' } })
  },
)
