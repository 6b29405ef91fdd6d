import { deviationsOf, type EditionName } from '../../../src/reference/editions.ts'
import { foretold } from '../model/foretell.ts'
import { sparkIn } from '../model/spark-in.ts'
import type { SinkDriver } from '../run/sink-driver.ts'
import type { AnyTriedSchedule } from '../verdict/tried-schedule.ts'
import { randomSchedules, type Sampling } from './random-schedules.ts'
import { tryGenerated } from './replay-schedule.ts'
import { type SchedulesTried, searchGenerated } from './search-generated.ts'
import { shrinkSchedule } from './shrink-schedule.ts'

export interface ScheduleSearch extends Sampling {
  readonly driver: SinkDriver
  readonly edition: EditionName
  /** Called behind each schedule. */
  readonly onTried: (tried: AnyTriedSchedule) => void
  readonly signal: AbortSignal
}

/** Puts generated schedules of continuous mode to a sink, and shrinks the first one of each harm. Rejects only if the driver itself cannot go on. */
export async function searchSchedules(search: ScheduleSearch): Promise<SchedulesTried> {
  const { driver, edition, onTried, signal } = search
  const deviations = deviationsOf(edition)
  return await searchGenerated({
    generated: randomSchedules(search, deviations),
    tryOne: (one) => tryGenerated(driver, one, edition),
    sparkIn: ({ planned }) => sparkIn(planned.run),
    foretold: ({ planned }, kind) => foretold(planned.run.schedule, edition, kind),
    shrink: (from, stillShows, mostTries) => shrinkSchedule(from, deviations, stillShows, mostTries),
    onTried,
    signal,
  })
}
