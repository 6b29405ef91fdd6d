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

/** A key: equal candidates have equal keys. */
export function keyOf({ state, permissions }: Candidate): string {
  return JSON.stringify([state, permissions], (_, value: unknown) => {
    if (value instanceof Map) return [...value].sort(([one], [other]) => Number(one) - Number(other))
    return value instanceof Set ? [...value].sort() : value
  })
}

/** The unspecified part of the action's outcome in the edition; undefined if all of it is specified. */
export function unspecifiedHere(state: State, action: Plain<Action>, { edition }: Terms): Unspecified | undefined {
  if (edition.unspecified.size === 0) return undefined
  const unspecified = unspecifiedAt(state, action)
  return unspecified !== undefined && edition.unspecified.has(unspecified.requirement) ? unspecified : undefined
}

/** The model's step, or the reason why the action is not enabled. A mutant throws a `NotEnabled` of another class, so the name decides. */
export function stepOrReason(state: State, action: Action, { model }: Pick<Terms, 'model'>) {
  try {
    return model.step(state, action)
  } catch (error) {
    if (error instanceof Error && error.name === 'NotEnabled') return error.message
    throw error
  }
}
