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
  it('come in the order in which the bounds name the faults, each with its name', () => {
    const moves = movesWith(['interrupt', 'describe'], {})
    expect(moves.map(({ action, fault }) => [action.kind, fault])).toEqual([
      ['interrupt', 'interrupt'],
      ['answer', 'interrupt'],
      ['describe', 'describe'],
    ])
  })

  it('count what has come in what is known after them, and change nothing else of it', () => {
    expect(movesWith(['describe'], { describe: 1, interrupt: 1 })).toMatchObject([
      { env: { executions: 7, answered: false, faultsUsed: { describe: 2, interrupt: 1 } } },
    ])
  })

  it('are none of a fault that has come as often as it may, that is not named, or that the space does not know', () => {
    expect(movesWith(['describe', 'late'], { describe: 2 })).toEqual([])
  })
})
