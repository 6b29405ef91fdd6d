import type { JudgedInAll } from './judge-requirements.ts'

/** A requirement and its verdict as the report of `cwc sink --json` has them. */
export function toldRequirement({ requirement, verdict }: JudgedInAll) {
  const { judge: _, ...said } = requirement
  return { ...said, verdict }
}
