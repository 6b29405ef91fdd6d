import type { Action, Plain } from '../../src/contract/actions.ts'
import type { State } from '../../src/reference/model.ts'
import type { Permissions } from './permissions.ts'
import type { Terms } from './terms.ts'
import { type Unspecified, unspecifiedAt } from './unspecified/unspecified.ts'

/** A state that the model may be in, with the permissions of its actors. */
export interface Candidate {
  readonly state: State
  readonly permissions: Permissions
}

/** A text that two candidates share when they are the same. */
export function keyOf({ state, permissions }: Candidate): string {
  return JSON.stringify([state, permissions], (_, value: unknown) => {
    if (value instanceof Map) return [...value].sort(([one], [other]) => Number(one) - Number(other))
    return value instanceof Set ? [...value].sort() : value
  })
}

/** What of the action's outcome is unspecified in the edition. */
export function unspecifiedHere(state: State, action: Plain<Action>, { edition }: Terms): Unspecified | undefined {
  if (edition.unspecified.size === 0) return undefined
  const unspecified = unspecifiedAt(state, action)
  return unspecified !== undefined && edition.unspecified.has(unspecified.requirement) ? unspecified : undefined
}

/** The model's step, or why it takes none. A mutant's refusal is an error of another class with the same name. */
export function stepOrReason(state: State, action: Action, { model }: Pick<Terms, 'model'>) {
  try {
    return model.step(state, action)
  } catch (error) {
    if (error instanceof Error && error.name === 'NotEnabled') return error.message
    throw error
  }
}
