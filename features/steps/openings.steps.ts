import { Given } from '@cucumber/cucumber'
import type { OperatorSetup, TaskSetup } from '../../src/contract/setups.ts'
import type { ConformanceWorld } from '../support/world.ts'

const backlog = 10_000
const operator = { epochCoordinatorId: 'run--1', coordinator: 'answers', writer: 'Sink' } as const
const task = { partitioner: null, startEpoch: 0, epochCoordinatorId: 'run--1', coordinator: 'answers' } as const

Given('a coordinator whose first epoch is {int}', function (this: ConformanceWorld, startEpoch: number) {
  return this.open({ role: 'coordinator', setup: { startEpoch, epochBacklogQueueSize: backlog } })
})

Given(
  'a coordinator whose first epoch is {int}, with a backlog limit of {int}',
  function (this: ConformanceWorld, startEpoch: number, epochBacklogQueueSize: number) {
    return this.open({ role: 'coordinator', setup: { startEpoch, epochBacklogQueueSize } })
  },
)

Given('a planner', function (this: ConformanceWorld) {
  return this.open({ role: 'planner', setup: {} })
})

const operators: Readonly<Record<string, Partial<OperatorSetup>>> = {
  '': {},
  ' whose coordinator holds its answer back': { coordinator: 'holds' },
  ' with no coordinator': { coordinator: 'missing' },
  ' with no coordinator id': { epochCoordinatorId: null, coordinator: 'missing' },
}

for (const [words, setup] of Object.entries(operators)) {
  Given(`an operator over {int} partition(s)${words}`, function (this: ConformanceWorld, partitions: number) {
    return this.open({ role: 'operator', setup: { ...operator, partitions, ...setup } })
  })
}

Given(
  'an operator over {int} partition(s) whose coordinator has the id {string}',
  function (this: ConformanceWorld, partitions: number, epochCoordinatorId: string) {
    return this.open({ role: 'operator', setup: { ...operator, partitions, epochCoordinatorId } })
  },
)

Given(
  'an operator over {int} partition(s) whose writer prints itself as {string}',
  function (this: ConformanceWorld, partitions: number, writer: string) {
    return this.open({ role: 'operator', setup: { ...operator, partitions, writer } })
  },
)

const tasks: Readonly<Record<string, Partial<TaskSetup>>> = {
  '': {},
  ' with no coordinator': { coordinator: 'missing' },
  ' with no coordinator id': { epochCoordinatorId: null, coordinator: 'missing' },
  ' with no start epoch': { startEpoch: null },
}

for (const [words, setup] of Object.entries(tasks)) {
  Given(`a write RDD over {int} partition(s)${words}`, function (this: ConformanceWorld, partitions: number) {
    return this.open({ role: 'task', setup: { ...task, partitions, ...setup } })
  })
}

Given(
  'a write RDD over {int} partition(s) whose first epoch is {int}',
  function (this: ConformanceWorld, partitions: number, startEpoch: number) {
    return this.open({ role: 'task', setup: { ...task, partitions, startEpoch } })
  },
)

Given(
  'a write RDD over {int} partition(s) with the partitioner {string}',
  function (this: ConformanceWorld, partitions: number, partitioner: string) {
    return this.open({ role: 'task', setup: { ...task, partitions, partitioner } })
  },
)
