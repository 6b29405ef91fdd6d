import type { Action, Plain } from './actions.ts'

/** The actions of a step: one action, or the actions of a `together`. */
export function plainActions(action: Action): readonly Plain<Action>[] {
  return action.kind === 'together' ? action.actions : [action]
}
