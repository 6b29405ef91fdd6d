import type { Deviations } from '../../../src/reference/deviations.ts'
import type { SinkStep } from '../schedules/schedule.ts'
import { planSchedule, taking } from './plan-schedule.ts'
import type { GeneratedSchedule } from './random-schedules.ts'
import { type SinkBounds, sinkSpace } from './sink-space.ts'

/** Whether a shorter schedule still shows what was found. */
export type StillShows = (shorter: GeneratedSchedule) => Promise<boolean>

/**
 * Leaves out a partition, and then steps, one after the other and the last ones first, as long as the schedule still shows what was found.
 * What is left is resolved again against the moves of the model, so that it makes sense: a step that has become impossible goes, too.
 */
export async function shrinkSchedule(
  from: GeneratedSchedule,
  deviations: Deviations,
  stillShows: StillShows,
  mostTries: number,
): Promise<GeneratedSchedule> {
  const resolved = (bounds: SinkBounds, steps: readonly SinkStep[]): GeneratedSchedule => {
    return { bounds, planned: planSchedule(sinkSpace(bounds), taking(steps), deviations) }
  }
  let best = from
  const tried = new Set([keyOf(from)])
  const take = async (shorter: GeneratedSchedule) => {
    const isNew = !tried.has(keyOf(shorter)) && tried.size <= mostTries
    tried.add(keyOf(shorter))
    if (!isNew || !(await stillShows(shorter))) return false
    best = shorter
    return true
  }
  const { partitions } = from.bounds
  if (partitions > 1) await take(resolved({ ...from.bounds, partitions: partitions - 1 }, from.planned.chosen))
  for (let isShorter = true; isShorter; ) {
    isShorter = false
    for (let at = best.planned.chosen.length - 1; at >= 0; at--)
      if (await take(resolved(best.bounds, best.planned.chosen.toSpliced(at, 1)))) isShorter = true
  }
  return best
}

const keyOf = ({ bounds, planned }: GeneratedSchedule) => JSON.stringify([bounds, planned.chosen])
