import { united } from '../explore/coverage.ts'
import { byPlainness, type FailedCase, type StretchOutcome } from './check-stretch.ts'

/**
 * The outcome of several stretches together: the same however the cases were split. If one of them shows that the driver is not
 * deterministic, that is all.
 */
export function uniteStretches(outcomes: readonly [StretchOutcome, ...StretchOutcome[]]): StretchOutcome {
  const undetermined = outcomes.find((one) => one.undetermined !== undefined)
  if (undetermined !== undefined) return undetermined
  return outcomes.reduce((one, other) => ({
    role: one.role,
    cases: one.cases + other.cases,
    actions: one.actions + other.actions,
    notSupported: one.notSupported + other.notSupported,
    reasons: [...new Set([...one.reasons, ...other.reasons])].sort(),
    failed: plainestOfEachSort([...one.failed, ...other.failed]),
    properties: one.properties.map((tally, at) => ({
      ...tally,
      times: tally.times + (other.properties[at]?.times ?? 0),
      notSupported: tally.notSupported + (other.properties[at]?.notSupported ?? 0),
    })),
    coverage: united(one.coverage, other.coverage),
    ...(one.givenUp === true || other.givenUp === true ? { givenUp: true } : {}),
  }))
}

/** The plainest case of each sort, the plainest of all first. */
function plainestOfEachSort(failed: readonly FailedCase[]): readonly FailedCase[] {
  const bySort = new Map<string, FailedCase>()
  for (const one of failed.toSorted(byPlainness)) {
    if (!bySort.has(one.sort)) bySort.set(one.sort, one)
  }
  return [...bySort.values()]
}
