import type { PlainError } from '../../src/contract/values.ts'
import type { Bounds } from './bounds.ts'
import type { Fault } from './faults.ts'
import type { FaultsUsed } from './faults-used.ts'
import type { Move } from './state-space.ts'

/** By fault: the possible actions in a state, with the kit's knowledge after each (without the count of the fault). */
export type FaultTable<Here, Env> = Readonly<
  Partial<Record<Fault, (here: Here) => readonly Omit<Move<Env>, 'fault'>[]>>
>

/** The moves of the faults in the bounds, in their order, while `env.faultsUsed` allows each fault. */
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

/** An ordinary error. */
export const boom: PlainError = { type: 'IllegalStateException', message: 'boom' }

/** Errors that wrappers often mishandle: a null message, and an `Error`. */
export const oddErrors: readonly PlainError[] = [
  { type: 'IllegalStateException', message: null },
  { type: 'AssertionError', message: 'boom' },
]

/** The error of an interrupted thread. */
export const interruption: PlainError = { type: 'InterruptedException', message: null }

/** Errors of types that an implementation, or its libraries, might treat specially. */
export const rareErrors: readonly PlainError[] = [
  { type: 'TimeoutException', message: 'too late' },
  { type: 'IOException', message: 'broken pipe' },
  { type: 'SparkException', message: 'Writing job aborted.' },
  { type: 'CancellationException', message: null },
  { type: 'RuntimeException', message: '' },
]
