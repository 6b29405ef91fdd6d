import { counted } from '../../counted.ts'
import type { Guarantee } from '../file/guarantees.ts'
import { isAskedBy } from '../requirements/asked-by-claim.ts'
import { keepsClaim } from '../verdict/judge-sink.ts'
import type { SinkFindings } from './sink-trial.ts'

/** Why a claim is broken, one line each; empty if it is kept, or there is none. */
export function brokenClaim(
  claim: Guarantee | undefined,
  {
    sinkAlone,
    requirements,
    outOfOrder = [],
  }: Pick<SinkFindings, 'sinkAlone' | 'requirements'> & Partial<Pick<SinkFindings, 'outOfOrder'>>,
): readonly string[] {
  if (claim === undefined) return []
  const violated = requirements.flatMap(({ requirement, verdict }) =>
    verdict.kind === 'violated' && isAskedBy(claim, requirement) ? [requirement.id] : [],
  )
  return [
    ...(sinkAlone === undefined || keepsClaim(claim, sinkAlone)
      ? []
      : [`the sink claims ${claim}, and guarantees ${sinkAlone}`]),
    ...(outOfOrder.length === 0
      ? []
      : [
          `the sink promises an order, and breaks it in ${counted(outOfOrder.length, 'schedule')}, first in "${outOfOrder[0]}"`,
        ]),
    ...(violated.length === 0 ? [] : [`the sink claims ${claim}, and violates ${violated.join(', ')}`]),
  ]
}
