import type { Action, Plain } from '../../src/contract/actions.ts'
import type { State } from '../../src/reference/model.ts'
import type { Permissions } from './permissions.ts'
import type { Terms } from './terms.ts'
import { unspecifiedAt as silenceAt, type Unspecified } from './unspecified/unspecified.ts'

/** A state that the model may be in, and who is free in it. */
export interface Candidate {
  readonly state: State
  readonly freedom: Permissions
}

/** A text that two candidates share when they are the same. */
export function keyOf({ state, freedom }: Candidate): string {
  return JSON.stringify([state, freedom], (_, value: unknown) => {
    if (value instanceof Map) return [...value].sort(([one], [other]) => Number(one) - Number(other))
    return value instanceof Set ? [...value].sort() : value
  })
}

/** What the page leaves open when the action is taken, unless it was observed for the edition, too. */
export function unspecifiedHere(state: State, action: Plain<Action>, { open }: Terms): Unspecified | undefined {
  if (open.size === 0) return undefined
  const silence = silenceAt(state, action)
  return silence !== undefined && open.has(silence.requirement) ? silence : undefined
}

/** The model's step, or why it takes none. A faulty model's refusal is an error of another class, of the same name. */
export function stepOrReason(state: State, action: Action, { model }: Pick<Terms, 'model'>) {
  try {
    return model.step(state, action)
  } catch (error) {
    if (error instanceof Error && error.name === 'NotEnabled') return error.message
    throw error
  }
}
