import type { Observation } from '../observations/observation.ts'
import { coordinatorRules } from './coordinator-rules.ts'
import { debugRules } from './debug-rules.ts'
import { endRules } from './end-rules.ts'
import { eventLogRules } from './event-log-rules.ts'
import { operatorRules } from './operator-rules.ts'
import { queryRules } from './query-rules.ts'
import type { Rule } from './rule.ts'
import { taskRules } from './task-rules.ts'

/** All rules. */
export const rules: readonly Rule[] = [
  ...operatorRules,
  ...queryRules,
  ...coordinatorRules,
  ...debugRules,
  ...endRules,
  ...taskRules,
  ...eventLogRules,
]

const none: readonly Rule[] = []
const byKind: Partial<Record<Observation['kind'], readonly Rule[]>> = Object.fromEntries(
  Map.groupBy(rules, ({ on }) => on),
)

export const rulesOn = (kind: Observation['kind']): readonly Rule[] => byKind[kind] ?? none
