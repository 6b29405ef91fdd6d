import { quote } from '../../visible.ts'
import type { AnyTried } from '../answer/fault-table.ts'
import { batchPhrases } from '../features/batch-phrases.ts'
import { printPhrase } from '../features/phrase.ts'
import { stepPhrases } from '../features/step-phrases.ts'
import type { SinkMode } from '../file/modes.ts'
import type { AnotherQuery } from '../schedules/another-query.ts'
import type { BatchAction, BatchStep } from '../schedules/batch-schedule.ts'
import { isOutage, type OutageStep, outageWords } from '../schedules/outside.ts'
import type { SinkAction, SinkStep } from '../schedules/schedule.ts'
import { describeSteps } from './describe-schedule.ts'

/** One line per step of a schedule in any mode, and at the end what became of the rows. */
export const describeTried = ({ scenario, result }: AnyTried, mode: SinkMode): string =>
  describeSteps(result, (action) => describeStep(action, mode, scenario.partitions))

/** An action of this mode as a sentence of the features, with the name of a row. */
export function describeStep(action: SinkAction | BatchAction | OutageStep, mode: SinkMode, partitions = 1): string {
  if (isOutage(action)) return outageWords[action.moment]
  // The actions of one mode do not say whose they are.
  const words =
    mode === 'micro-batch'
      ? printPhrase(batchPhrases, batchStepOf(action as BatchAction), partitions)
      : printPhrase(stepPhrases, sinkStepOf(action as SinkAction), partitions)
  return action.kind === 'row' && action.value !== null ? `${words}: ${quote(action.value)}` : words
}

function batchStepOf(action: BatchAction): BatchStep | AnotherQuery {
  if (action.kind !== 'row') return action
  const { partition, value } = action
  return { kind: value === null ? 'no-row' : 'row', partition }
}

function sinkStepOf(action: SinkAction): SinkStep | AnotherQuery {
  switch (action.kind) {
    case 'row':
      return { kind: 'row', partition: action.partition }
    case 'sink-fails': {
      const { at, partition } = action
      return { kind: 'strike', at, ...(partition === undefined ? {} : { partition }) }
    }
    case 'clean-log':
    case 'another-query':
      return action
    default:
      return { kind: 'act', action }
  }
}
