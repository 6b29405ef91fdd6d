import type { Observation } from '../observations/observation.ts'

/** What a task's writer says in each epoch. */
export type RepeatedByWriter = Extract<Observation, { readonly kind: 'committing' | 'committed' }>

/** What the lines of a query say in each epoch. */
export type RepeatedByQuery = Extract<
  Observation,
  { readonly kind: 'answered' | 'entry-begun' | 'offset-added' | 'query-committed' }
>

export const isRepeatedByWriter = (observed: Observation): observed is RepeatedByWriter =>
  observed.kind === 'committing' || observed.kind === 'committed'

export const isRepeatedByQuery = (observed: Observation): observed is RepeatedByQuery =>
  observed.kind === 'answered' ||
  observed.kind === 'entry-begun' ||
  observed.kind === 'offset-added' ||
  observed.kind === 'query-committed'

/** Turns it into the same of another epoch. */
export function moveTo(observed: Mutable<RepeatedByQuery>, epoch: number): void {
  if (observed.kind === 'answered') observed.value = epoch
  else observed.epoch = epoch
}

/** Something that its owner fills again and again, instead of making a new one per line. */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** After these, the other lines of a run or task are still its own. */
export const leavesLinesKnown: ReadonlySet<Observation['kind']> = new Set([
  'committing',
  'committed',
  'answered',
  'current-epoch',
  'entry-begun',
  'offset-added',
  'query-committed',
  'commit-received',
  'offsets-complete',
  'epoch-ready',
  'epoch-waits',
])
