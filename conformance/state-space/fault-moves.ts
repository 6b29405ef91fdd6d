import type { PlainError } from '../../src/contract/values.ts'
import type { Bounds } from './bounds.ts'
import type { Fault } from './faults.ts'
import type { FaultsUsed } from './faults-used.ts'
import type { Move } from './state-space.ts'

/** What a fault can be in a situation: the action, and what the kit knows after it, but for the fault's own count. */
export type FaultTable<Here, Env> = Readonly<
  Partial<Record<Fault, (here: Here) => readonly Omit<Move<Env>, 'fault'>[]>>
>

/** The moves of the faults that the bounds name, in their order, each fault as often as they allow; `env.faultsUsed` counts it. */
export function faultMoves<
  Here extends { readonly bounds: Bounds; readonly env: Env },
  Env extends { readonly faultsUsed: FaultsUsed },
>(table: FaultTable<Here, Env>, here: Here): readonly Move<Env>[] {
  const { bounds, env } = here
  return bounds.faults.flatMap((fault) => {
    const times = env.faultsUsed[fault] ?? 0
    if (times >= bounds.times) return []
    const faultsUsed = { ...env.faultsUsed, [fault]: times + 1 }
    return (table[fault]?.(here) ?? []).map(({ action, env: after }) => ({
      action,
      env: { ...after, faultsUsed },
      fault,
    }))
  })
}

/** What is thrown where it does not matter what. */
export const boom: PlainError = { type: 'IllegalStateException', message: 'boom' }

/** Errors that wrappers often mishandle: a null message, and an `Error`. */
export const oddErrors: readonly PlainError[] = [
  { type: 'IllegalStateException', message: null },
  { type: 'AssertionError', message: 'boom' },
]

/** Thrown by what is interrupted. */
export const interruption: PlainError = { type: 'InterruptedException', message: null }

/** Of kinds that the machinery, or what it is built on, might tell from others. */
export const rareErrors: readonly PlainError[] = [
  { type: 'TimeoutException', message: 'too late' },
  { type: 'IOException', message: 'broken pipe' },
  { type: 'SparkException', message: 'Writing job aborted.' },
  { type: 'CancellationException', message: null },
  { type: 'RuntimeException', message: '' },
]
