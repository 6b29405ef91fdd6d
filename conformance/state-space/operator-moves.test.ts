import { describe, expect, it } from 'vitest'
import { deviationsOf } from '../../src/reference/editions.ts'
import { operatorProperties } from '../properties/operator-properties.ts'
import type { OperatorBounds } from './bounds.ts'
import { rareErrors } from './fault-moves.ts'
import type { Fault } from './faults.ts'
import { explored } from './fixtures/explored.ts'
import { operatorStateSpace } from './operator-moves.ts'
import { walk } from './walk.ts'

const small: OperatorBounds = {
  role: 'operator',
  partitions: 2,
  coordinator: 'holds',
  executions: 2,
  faults: [],
  times: 1,
}
const deviations = deviationsOf('document')
const faults: readonly Fault[] = ['describe', 'interrupt', 'throw', 'together']

const held = { complete: true, violation: undefined }

describe('the state space of an operator', () => {
  it.for([
    // An execution adds the ask and every set of n tasks that have ended: 1 + 2^n situations, and 2 + n·2^(n-1) moves.
    [{ executions: 1 }, 6, 6],
    [{}, 11, 12],
    [{ partitions: 3 }, 19, 28],
    [{ partitions: 0 }, 5, 4],
    // If the reply comes at once, there is no state in which the operator waits for it: 2^n and 1 + n·2^(n-1).
    [{ coordinator: 'answers' }, 9, 10],
    // Without a coordinator, an execution ends at once.
    [{ coordinator: 'missing' }, 3, 2],
    [{ coordinator: 'nameless' }, 3, 2],
  ] as const)('has with %j %d situations and %d moves, and all properties hold', ([bounds, states, edges]) => {
    expect(explored({ ...small, ...bounds }).counts).toEqual({ states, edges, ...held })
  })

  it.for([
    [{ faults }, 386, 1343],
    [{ faults, partitions: 0 }, 128, 342],
    [{ faults, coordinator: 'nameless' }, 68, 176],
  ] as const)('has with %j %d situations and %d moves, and all properties hold', ([bounds, states, edges]) => {
    expect(explored({ ...small, ...bounds }).counts).toEqual({ states, edges, ...held })
  })

  it('reaches every situation that has to be reached', () => {
    const { reached } = explored({ ...small, faults })
    expect(reached.sort()).toEqual(operatorProperties.sometimes.map(({ name }) => name).sort())
  })

  it('has every action of an operator', () => {
    const { done } = explored({ ...small, faults })
    const sorts = done.map((action) => {
      const place = action.kind === 'fail' ? ` at ${action.at}` : ''
      return `${action.kind}${place}${'error' in action && action.error ? ` with ${action.error.type}` : ''}`
    })
    const throwing = (what: string) => ['AssertionError', 'IllegalStateException'].map((type) => `${what} with ${type}`)
    expect([...new Set(sorts)].sort()).toEqual(
      [
        ...['answer', 'describe', 'execute', 'finish-task', 'interrupt', 'together'],
        ...throwing('answer'),
        ...throwing('fail-task'),
        'fail-task with InterruptedException',
        ...throwing('fail at create-writer-factory'),
        ...throwing('fail at child'),
      ].sort(),
    )
  })

  it('injects unusual errors at every place', () => {
    const { done, counts } = explored({ ...small, faults: ['odd'] })
    expect(counts).toMatchObject(held)
    for (const kind of ['answer', 'fail-task', 'fail']) {
      const errors = done.flatMap((action) => (action.kind === kind && 'error' in action ? [action.error] : []))
      expect(errors).toEqual(expect.arrayContaining([...rareErrors]))
    }
  })

  it('continues without faults if the first move is always chosen', () => {
    const { steps } = walk(operatorStateSpace({ ...small, executions: 1, faults }), () => 0, deviations)
    expect(steps.slice(0, 4).map(({ action }) => action)).toEqual([
      { kind: 'execute' },
      { kind: 'answer' },
      { kind: 'finish-task', partition: 0 },
      { kind: 'finish-task', partition: 1 },
    ])
  })

  it('injects no fault where one is pending', () => {
    const space = operatorStateSpace({ ...small, faults: ['throw'], times: 2 })
    const offered: string[] = []
    walk(
      space,
      (moves) => {
        offered.push(moves.flatMap(({ action }) => (action.kind === 'fail' ? [action.at] : [])).join())
        return offered.length < 2
          ? moves.findIndex(({ action }) => action.kind === 'fail' && action.at === 'child')
          : undefined
      },
      deviations,
    )
    expect(offered.map((places) => places.includes('child'))).toEqual([true, false])
  })

  it('has each fault as often as the bounds allow', () => {
    const { steps } = walk(
      operatorStateSpace({ ...small, faults: ['describe'], times: 3 }),
      (moves) => moves.length - 1,
      deviations,
    )
    expect(steps.map(({ action }) => action.kind).slice(0, 4)).toEqual(['describe', 'describe', 'describe', 'execute'])
  })
})
