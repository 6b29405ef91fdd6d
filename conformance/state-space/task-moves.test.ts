import { describe, expect, it } from 'vitest'
import { taskPlaces } from '../../src/contract/actions.ts'
import { deviationsOf } from '../../src/reference/editions.ts'
import { taskProperties } from '../properties/task-properties.ts'
import type { TaskBounds } from './bounds.ts'
import { rareErrors } from './fault-moves.ts'
import { explored } from './fixtures/explored.ts'
import { taskStateSpace } from './task-moves.ts'
import { walk } from './walk.ts'

const small: TaskBounds = {
  role: 'task',
  partitions: 2,
  coordinator: 'answers',
  first: 1,
  epochs: 2,
  rows: 1,
  faults: [],
  times: 1,
}
const deviations = deviationsOf('document')

const held = { complete: true, violation: undefined }

describe('the state space of tasks', () => {
  it.for([
    // A partition has 10 situations (not started; 2 in its first epoch; 4 in the second, after 0 or 1 rows; 3 at the end) and
    // 10 moves between them.
    [{ partitions: 1 }, 10, 10],
    // Two have 10² + 9², as those in which both were started are told apart by which was the first, whose id is 0.
    [{}, 181, 362],
    [{ partitions: 1, epochs: 3, rows: 2 }, 35, 46],
    // Without a coordinator or a first epoch, a task fails at once, and is started at most once per epoch.
    [{ partitions: 1, coordinator: 'missing' }, 3, 2],
    [{ partitions: 1, coordinator: 'nameless' }, 3, 2],
    [{ partitions: 1, first: undefined }, 3, 2],
    [{ partitions: 0, faults: ['describe', 'throw', 'together'] }, 2, 1],
  ] as const)('has with %j %d situations and %d moves, and all properties hold', ([bounds, states, edges]) => {
    expect(explored({ ...small, ...bounds }).counts).toEqual({ states, edges, ...held })
  })

  it.for([
    ['describe', 362, 905],
    ['complete', 1273, 2664],
    ['interrupt', 3075, 8626],
    ['kill', 2035, 4244],
    ['throw', 8209, 17694],
    ['together', 334, 804],
  ] as const)('has with the fault %s %d situations and %d moves, and all properties hold', ([fault, states, edges]) => {
    expect(explored({ ...small, faults: [fault] }).counts).toEqual({ states, edges, ...held })
  })

  it('reaches every situation that has to be reached', () => {
    const reached = [
      ...explored({ ...small, epochs: 1, faults: ['complete', 'interrupt'] }).reached,
      ...explored({ ...small, partitions: 1, faults: ['kill'] }).reached,
      ...explored({ ...small, partitions: 1, faults: ['throw'] }).reached,
      ...explored({ ...small, faults: ['together'] }).reached,
    ]
    expect([...new Set(reached)].sort()).toEqual(taskProperties.sometimes.map(({ name }) => name).sort())
  })

  it('has every action of a task', () => {
    const { done } = explored({
      ...small,
      partitions: 1,
      epochs: 1,
      faults: ['describe', 'complete', 'interrupt', 'kill', 'throw'],
    })
    const sorts = done.map((action) =>
      action.kind === 'fail' ? `fail at ${action.at} with ${action.error.type}` : action.kind,
    )
    expect([...new Set(sorts)].sort()).toEqual(
      [
        ...['complete', 'describe', 'end-epoch', 'interrupt', 'kill', 'row', 'start'],
        ...taskPlaces.map((at) => `fail at ${at} with IllegalStateException`),
        ...taskPlaces.map((at) => `fail at ${at} with InterruptedException`),
      ].sort(),
    )
  })

  it('injects unusual errors at every place', () => {
    const { done, counts } = explored({ ...small, partitions: 1, epochs: 1, faults: ['odd'] })
    expect(counts).toMatchObject(held)
    for (const at of taskPlaces) {
      const errors = done.flatMap((action) => (action.kind === 'fail' && action.at === at ? [action.error] : []))
      expect(errors).toEqual(expect.arrayContaining([...rareErrors]))
    }
  })

  it('continues epoch by epoch if the first move is always chosen', () => {
    const { steps } = walk(taskStateSpace({ ...small, epochs: 1 }), () => 0, deviations)
    expect(steps.map(({ action }) => action)).toEqual([
      { kind: 'start', partition: 0 },
      { kind: 'start', partition: 1 },
      { kind: 'row', partition: 0, value: 'row-0-0' },
      { kind: 'end-epoch', partition: 0 },
      { kind: 'row', partition: 1, value: 'row-1-0' },
      { kind: 'end-epoch', partition: 1 },
    ])
  })

  it('has the same action of several partitions at the same time, once per partition', () => {
    const { done } = explored({ ...small, partitions: 3, epochs: 1, faults: ['together'] })
    const sorts = done.flatMap((action) =>
      action.kind === 'together'
        ? [action.actions.map((one) => `${one.kind} ${'partition' in one ? one.partition : ''}`).join()]
        : [],
    )
    expect([...new Set(sorts)]).toEqual(
      expect.arrayContaining([
        'start 0,start 1,start 2',
        'row 0,row 1,row 2',
        'end-epoch 0,end-epoch 1',
        'row 1,end-epoch 2',
      ]),
    )
  })
})
