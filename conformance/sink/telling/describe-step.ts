import { quote } from '../../visible.ts'
import type { AnyTried } from '../answer/fault-table.ts'
import { batchPhrases } from '../features/batch-phrases.ts'
import { printPhrase } from '../features/phrase.ts'
import type { SinkMode } from '../file/modes.ts'
import type { AnotherQuery } from '../schedules/another-query.ts'
import type { BatchAction, BatchStep } from '../schedules/batch-schedule.ts'
import { isOutage, type OutageStep, outageWords } from '../schedules/outside.ts'
import type { SinkAction } from '../schedules/schedule.ts'
import { describeSinkAction, describeSteps } from './describe-schedule.ts'

/** One line per step of a schedule in any mode, and at the end what became of the rows. */
export const describeTried = ({ scenario, result }: AnyTried, mode: SinkMode): string =>
  describeSteps(result, (action) => describeStep(action, mode, scenario.partitions))

/** An action of this mode as a sentence. */
export function describeStep(action: SinkAction | BatchAction | OutageStep, mode: SinkMode, partitions = 1): string {
  if (isOutage(action)) return outageWords[action.moment]
  // The actions of one mode do not say whose they are.
  return mode === 'micro-batch'
    ? describeBatchAction(action as BatchAction, partitions)
    : describeSinkAction(action as SinkAction)
}

/** In the words of the features. */
function describeBatchAction(action: BatchAction, partitions: number): string {
  const words = printPhrase(batchPhrases, stepOf(action), partitions)
  return action.kind === 'row' && action.value !== null ? `${words}: ${quote(action.value)}` : words
}

function stepOf(action: BatchAction): BatchStep | AnotherQuery {
  if (action.kind !== 'row') return action
  const { partition, value } = action
  return { kind: value === null ? 'no-row' : 'row', partition }
}
