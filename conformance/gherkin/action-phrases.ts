import type { Action, Plain } from '../../src/contract/actions.ts'
import { echoed } from '../visible.ts'
import { coordinatorActions } from './actions/coordinator.ts'
import { operatorActions } from './actions/operator.ts'
import { queryActions } from './actions/query.ts'
import type { Announced } from './actions/table.ts'
import { taskActions } from './actions/task.ts'
import { Groups } from './groups.ts'
import { expression } from './words.ts'

/** A phrase for an action, and the actions that it means. `describe-action.ts` is the inverse. */
export interface ActionPhrase {
  readonly expression: RegExp
  readonly actions: (groups: Groups, announced: Announced) => readonly Plain<Action>[]
}

export const actionPhrases: readonly ActionPhrase[] = [
  coordinatorActions,
  operatorActions,
  taskActions,
  queryActions,
].flatMap((table) =>
  Object.entries(table).map(([text, meaning]) => ({
    expression: expression(text),
    actions: (groups: Groups, announced: Announced) => [meaning(groups, announced)].flat(),
  })),
)

/**
 * The actions that the phrase means.
 *
 * @throws Error if no phrase matches
 */
export function actionsOf(phrase: string, announced: Announced): readonly Plain<Action>[] {
  for (const { expression, actions } of actionPhrases) {
    const match = expression.exec(phrase)
    if (match !== null) return actions(new Groups(match.slice(1)), announced)
  }
  throw new Error(`unknown action "${echoed(phrase)}" (conformance/gherkin/actions lists the phrases for actions)`)
}
