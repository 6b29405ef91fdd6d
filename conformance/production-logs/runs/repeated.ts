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

/** The same in another epoch. */
export function inEpoch(observed: RepeatedByQuery, epoch: number): RepeatedByQuery {
  switch (observed.kind) {
    case 'answered':
      return { kind: 'answered', message: observed.message, value: epoch }
    case 'entry-begun':
      return { kind: 'entry-begun', log: observed.log, epoch, checkpoint: observed.checkpoint }
    case 'offset-added':
      return { kind: 'offset-added', epoch, checkpoint: observed.checkpoint }
    case 'query-committed':
      return { kind: 'query-committed', epoch, checkpoint: observed.checkpoint }
  }
}

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
