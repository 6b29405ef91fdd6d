import { describe, expect, it } from 'vitest'
import type { OperatorBounds } from './bounds.ts'
import { type FaultTable, faultMoves } from './fault-moves.ts'
import type { FaultsUsed } from './faults-used.ts'
import type { OperatorEnv } from './operator-moves.ts'

type Here = { readonly bounds: OperatorBounds; readonly env: OperatorEnv }

const table: FaultTable<Here, OperatorEnv> = {
  describe: ({ env }) => [{ action: { kind: 'describe' }, env: { ...env, executions: 7 } }],
  interrupt: ({ env }) => [
    { action: { kind: 'interrupt' }, env },
    { action: { kind: 'answer' }, env },
  ],
}

const movesWith = (faults: OperatorBounds['faults'], faultsUsed: FaultsUsed) => {
  const bounds = { role: 'operator', partitions: 1, coordinator: 'answers', executions: 1, faults, times: 2 } as const
  return faultMoves(table, { bounds, env: { executions: 0, answered: false, finished: [], faultsUsed } })
}

describe('the moves of faults', () => {
  it('have the names of the faults, in the order of the bounds', () => {
    const moves = movesWith(['interrupt', 'describe'], {})
    expect(moves.map(({ action, fault }) => [action.kind, fault])).toEqual([
      ['interrupt', 'interrupt'],
      ['answer', 'interrupt'],
      ['describe', 'describe'],
    ])
  })

  it('count the fault in the knowledge of the kit, and change nothing else', () => {
    expect(movesWith(['describe'], { describe: 1, interrupt: 1 })).toMatchObject([
      { env: { executions: 7, answered: false, faultsUsed: { describe: 2, interrupt: 1 } } },
    ])
  })

  it('do not exist for a fault that is used up, not named, or unknown to the state space', () => {
    expect(movesWith(['describe', 'late'], { describe: 2 })).toEqual([])
  })
})
