import { united } from '../explore/coverage.ts'
import { byPlainness, type FailedCase, isHungTooOften, type StretchOutcome } from './check-stretch.ts'

/**
 * The outcome of several stretches together: the same however the cases were split, and in whatever order. If one of them shows that the
 * driver is not deterministic, that is all. After the one in which the role was given up, also for all hangs so far, no later one counts.
 */
export function uniteStretches<Unsteady>(
  outcomes: readonly [Stretch<Unsteady>, ...Stretch<Unsteady>[]],
): Stretch<Unsteady> {
  const undetermined = outcomes.find((one) => one.undetermined !== undefined)
  if (undetermined !== undefined) return undetermined
  const [first, ...others] = counted(outcomes)
  return others.reduce(
    (one, other) => ({
      role: one.role,
      from: one.from,
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
      hangs: one.hangs + other.hangs,
      lostAtEnd: other.lostAtEnd,
      ...(other.givenUp === true || isHungTooOften([one, other]) ? { givenUp: true as const } : {}),
    }),
    { ...first, reasons: first.reasons.toSorted() },
  )
}

/** The outcome of a stretch, with whatever stands for two runs of a case that differ. */
export type Stretch<Unsteady> = Omit<StretchOutcome, 'undetermined'> & { readonly undetermined?: Unsteady }

/** The stretches that count, in the order of their cases. */
function counted<Unsteady>(outcomes: readonly [Stretch<Unsteady>, ...Stretch<Unsteady>[]]) {
  const ordered = outcomes.toSorted((one, other) => one.from - other.from)
  const last = ordered.findIndex(({ givenUp }, at) => givenUp === true || isHungTooOften(ordered.slice(0, at + 1)))
  const [first = outcomes[0], ...others] = last === -1 ? ordered : ordered.slice(0, last + 1)
  return [first, ...others] as const
}

/** The plainest case of each sort, the plainest of all first. */
function plainestOfEachSort(failed: readonly FailedCase[]): readonly FailedCase[] {
  const bySort = new Map<string, FailedCase>()
  for (const one of failed.toSorted(byPlainness)) {
    if (!bySort.has(one.sort)) bySort.set(one.sort, one)
  }
  return [...bySort.values()]
}
