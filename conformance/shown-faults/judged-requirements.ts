import { rules } from '../production-logs/rules/rules.ts'
import { requirements } from '../requirements/registry.ts'
import type { Requirement } from '../requirements/requirement.ts'

const judged = new Set(rules.flatMap((rule) => rule.requirements))

/** The requirements that `cwc check` judges, in the order of the registry. */
export const judgedRequirements: readonly Requirement[] = requirements.filter(({ id }) => judged.has(id))
