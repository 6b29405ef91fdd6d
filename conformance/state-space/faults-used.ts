import type { Fault } from './faults.ts'

/** How often each fault has occurred. */
export type FaultsUsed = { readonly [F in Fault]?: number }

export const noFaultsUsed: FaultsUsed = {}
