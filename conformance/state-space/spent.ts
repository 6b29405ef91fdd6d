import type { Fault } from './faults.ts'

/** How often each fault has come. */
export type Spent = { readonly [F in Fault]?: number }

export const unspent: Spent = {}
