import type { Deviations } from '../../../src/reference/deviations.ts'
import { planSchedule, taking } from './plan-schedule.ts'
import type { GeneratedSchedule } from './random-schedules.ts'
import { sinkSpace } from './sink-space.ts'

/** Whether a shorter schedule still shows what was found. */
export type StillShows<Generated = GeneratedSchedule> = (shorter: Generated) => Promise<boolean>

/** How a schedule is made shorter. */
export interface Shrinking<Generated, Bounds extends { readonly partitions: number }, Step> {
  /** What makes the schedule. */
  choiceOf(generated: Generated): { readonly bounds: Bounds; readonly chosen: readonly Step[] }
  /** The schedule of these steps, without those that make no sense where they are due. */
  resolved(bounds: Bounds, steps: readonly Step[]): Generated
  readonly stillShows: StillShows<Generated>
  readonly mostTries: number
}

/**
 * Leaves out a partition, and then steps, one after the other and the last ones first, as long as the schedule still shows what was found.
 * What is left is resolved again against the moves of the model, so that it makes sense: a step that has become impossible goes, too.
 */
export async function shrink<Generated, Bounds extends { readonly partitions: number }, Step>(
  from: Generated,
  { choiceOf, resolved, stillShows, mostTries }: Shrinking<Generated, Bounds, Step>,
): Promise<Generated> {
  const keyOf = (generated: Generated) => JSON.stringify(choiceOf(generated))
  let best = from
  const tried = new Set([keyOf(from)])
  const take = async (shorter: Generated) => {
    const isNew = !tried.has(keyOf(shorter)) && tried.size <= mostTries
    tried.add(keyOf(shorter))
    if (!isNew || !(await stillShows(shorter))) return false
    best = shorter
    return true
  }
  const { bounds, chosen } = choiceOf(from)
  if (bounds.partitions > 1) await take(resolved({ ...bounds, partitions: bounds.partitions - 1 }, chosen))
  for (let isShorter = true; isShorter; ) {
    isShorter = false
    for (let at = choiceOf(best).chosen.length - 1; at >= 0; at--) {
      const here = choiceOf(best)
      if (await take(resolved(here.bounds, here.chosen.toSpliced(at, 1)))) isShorter = true
    }
  }
  return best
}

/** Shrinks a schedule of continuous mode. */
export const shrinkSchedule = (
  from: GeneratedSchedule,
  deviations: Deviations,
  stillShows: StillShows,
  mostTries: number,
): Promise<GeneratedSchedule> =>
  shrink(from, {
    choiceOf: ({ bounds, planned: { chosen } }) => ({ bounds, chosen }),
    resolved: (bounds, steps) => ({ bounds, planned: planSchedule(sinkSpace(bounds), taking(steps), deviations) }),
    stillShows,
    mostTries,
  })
