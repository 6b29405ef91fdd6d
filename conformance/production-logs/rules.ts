import { coordinatorRules } from './coordinator-rules.ts'
import type { Observation } from './observation.ts'
import { queryRules } from './query-rules.ts'
import type { Rule } from './rule.ts'
import { taskRules } from './task-rules.ts'

/** All rules. */
export const rules: readonly Rule[] = [...queryRules, ...coordinatorRules, ...taskRules]

const byKind: ReadonlyMap<Observation['kind'], readonly Rule[]> = Map.groupBy(rules, ({ on }) => on)

export const rulesOn = (kind: Observation['kind']): readonly Rule[] => byKind.get(kind) ?? []
