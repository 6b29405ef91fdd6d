import { describe, expect, it } from 'vitest'
import { coordinatorPlaces, taskPlaces } from '../../src/contract/actions.ts'
import { deviationsOf } from '../../src/reference/editions.ts'
import { queryProperties } from '../properties/query-properties.ts'
import type { QueryBounds } from './bounds.ts'
import type { Fault } from './faults.ts'
import { explored } from './fixtures/explored.ts'
import { queryFaults, queryStateSpace } from './query-moves.ts'
import { walk } from './walk.ts'

const small: QueryBounds = { role: 'query', partitions: 2, first: 1, epochs: 1, rows: 1, faults: [], times: 1 }
const deviations = deviationsOf('document')

const held = { complete: true, violation: undefined }

describe('the state space of a query', () => {
  it.for([
    // Not executed, and then how many epochs were advanced (k of e) and how many of the 2k messages of each task have come:
    // 1 + Σ (2k + 1)^p situations for p partitions without rows. The moves are one execution, Σ (2k + 1)^p advances for k < e,
    // and Σ p·2k·(2k + 1)^(p-1) deliveries.
    [{ partitions: 1, rows: 0 }, 5, 4],
    [{ partitions: 1, rows: 0, epochs: 3 }, 17, 22],
    [{ rows: 0, epochs: 2 }, 36, 63],
    // With rows, it also tells in which epoch they came.
    [{ partitions: 1 }, 12, 13],
    [{}, 86, 171],
    [{ partitions: 0 }, 1, 0],
  ] as const)('has with %j %d situations and %d moves, and all properties hold', ([bounds, states, edges]) => {
    expect(explored({ ...small, ...bounds }).counts).toEqual({ states, edges, ...held })
  })

  it.for([
    [['duplicate'], 158, 417],
    [['late'], 185, 417],
    [['stop'], 346, 512],
    [['stop', 'restart'], 1089, 2096],
    [['throw'], 1004, 2470],
    [['interrupt'], 1089, 2006],
    [['complete'], 488, 1059],
    [['together'], 133, 294],
  ] as const)(
    'has with the faults %j %d situations and %d moves, and all properties hold',
    ([faults, states, edges]) => {
      expect(explored({ ...small, faults }).counts).toEqual({ states, edges, ...held })
    },
  )

  it('reaches every situation that has to be reached', () => {
    const faults: readonly (readonly Fault[])[] = [
      ['stop', 'restart'],
      ['late', 'duplicate'],
      ['throw'],
      ['interrupt'],
      ['together'],
    ]
    const reached = [
      ...faults.flatMap((some) => explored({ ...small, faults: some }).reached),
      ...explored({ ...small, partitions: 1, faults: ['coordinator'] }).reached,
    ]
    expect([...new Set(reached)].sort()).toEqual(queryProperties.sometimes.map(({ name }) => name).sort())
  })

  it('has every action of a query with one partition', () => {
    const one = { ...small, partitions: 1 }
    const done = queryFaults.flatMap((fault) => explored({ ...one, faults: [fault, 'stop'] }).done)
    const sorts = done.map((action) => {
      if (action.kind === 'fail') return `fail at ${action.at}`
      if (action.kind === 'interrupt') return 'partition' in action ? 'interrupt a task' : 'interrupt'
      if (action.kind !== 'deliver') return action.kind
      return `deliver${action.message === undefined ? '' : ' by name'}${action.times === undefined ? '' : ' twice'}`
    })
    expect([...new Set(sorts)].sort()).toEqual(
      [
        ...['advance-epoch', 'complete', 'deliver', 'deliver by name', 'deliver twice', 'execute', 'interrupt'],
        ...['interrupt a task', 'kill-coordinator', 'row', 'stop', 'fail at create-writer-factory'],
        ...[...coordinatorPlaces, ...taskPlaces].map((at) => `fail at ${at}`),
      ].sort(),
    )
  })

  it('injects no fault in a task while other tasks act at the same time', () => {
    const { done } = explored({ ...small, faults: ['throw', 'together'] })
    const places = done.flatMap((action) => (action.kind === 'fail' && 'partition' in action ? [action.at] : []))
    expect([...new Set(places)].sort()).toEqual(['abort', 'upstream', 'write'])
  })

  it('continues epoch by epoch if the first move is always chosen', () => {
    const { steps } = walk(queryStateSpace({ ...small, partitions: 1, epochs: 2 }), () => 0, deviations)
    expect(steps.map(({ action }) => action.kind)).toEqual([
      ...['execute', 'row', 'advance-epoch', 'deliver', 'deliver'],
      ...['advance-epoch', 'deliver', 'deliver'],
    ])
  })
})
