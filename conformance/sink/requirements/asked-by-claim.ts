import type { Guarantee } from '../file/guarantees.ts'
import type { SinkRequirement } from './sink-requirement.ts'

/** The `must` requirements that a weaker guarantee does without: rows that may be there twice, or be missing. */
const needless: Readonly<Record<Exclude<Guarantee, 'none'>, readonly SinkRequirement['id'][]>> = {
  'exactly-once': [],
  'at-least-once': ['SK-34'],
  'at-most-once': ['SK-33'],
}

/** Whether a sink with this claim has to keep the requirement. Without a claim, and by the claim `none`, nothing is asked. */
export function isAskedBy(
  claim: Guarantee | undefined,
  { id, owedBy, level }: Pick<SinkRequirement, 'id' | 'owedBy' | 'level'>,
): boolean {
  if (claim === undefined || claim === 'none') return false
  return owedBy === 'sink' && level === 'must' && !needless[claim].includes(id)
}
