import { type State, type Step, step } from '../../../src/reference/model.ts'
import { NotEnabled } from '../../../src/reference/not-enabled.ts'
import { isRunning } from '../../../src/reference/query/state.ts'
import { cleaned } from '../../audit/clean-log.ts'
import { inContract } from '../schedules/in-contract.ts'
import type { ActionOnQuery } from '../schedules/schedule.ts'

/** An action on the model of a query that writes to a user's sink. @throws NotEnabled if it makes no sense now */
export function stepOnModel(state: State<'query'>, action: ActionOnQuery): Step<'query'> {
  if (action.kind !== 'clean-log') return step(state, inContract(action))
  if (isRunning(state)) throw new NotEnabled('the query is running')
  return { state: cleaned(state), events: [] }
}
