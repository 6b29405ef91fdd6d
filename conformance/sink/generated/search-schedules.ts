import { deviationsOf, type EditionName } from '../../../src/reference/editions.ts'
import { foretold } from '../model/foretell.ts'
import { sparkIn } from '../model/spark-in.ts'
import type { SinkDriver } from '../run/sink-driver.ts'
import { type RowHarm, rowHarms, showsHarm, type TriedSchedule } from '../verdict/tried-schedule.ts'
import { type GeneratedSchedule, randomSchedules, type Sampling } from './random-schedules.ts'
import { tryGenerated } from './replay-schedule.ts'
import { shrinkSchedule } from './shrink-schedule.ts'

/** The first schedule with this harm, shrunk. */
export interface FoundHarm {
  readonly harm: RowHarm
  readonly shrunk: TriedSchedule
  /** The token of the schedule that was shrunk. */
  readonly from: string
}

export interface ScheduleSearch extends Sampling {
  readonly driver: SinkDriver
  readonly edition: EditionName
  /** Called behind each schedule. */
  readonly onTried: (tried: TriedSchedule) => void
  readonly signal: AbortSignal
}

export interface SchedulesTried {
  readonly tried: readonly TriedSchedule[]
  readonly found: readonly FoundHarm[]
}

/**
 * Puts generated schedules to a sink, and shrinks the first schedule of each harm: one where Spark does what its documentation says, and one
 * where it does not. An interrupted search gives what was done. Rejects only if the driver itself cannot go on.
 */
export async function searchSchedules(search: ScheduleSearch): Promise<SchedulesTried> {
  const { driver, edition, onTried, signal } = search
  const tried: TriedSchedule[] = []
  const found = new Map<string, FoundHarm>()
  for (const generated of randomSchedules(search, deviationsOf(edition))) {
    const one = await untilAborted(tryGenerated(driver, generated, edition), signal)
    if (one === undefined || signal.aborted) break
    tried.push(one)
    onTried(one)
    for (const harm of rowHarms.filter((each) => showsHarm(one, each))) {
      const key = `${harm} ${one.spark}`
      if (found.has(key) || signal.aborted) continue
      const shrunk = await untilAborted(shrunkOf(search, generated, one, harm), signal)
      if (shrunk !== undefined) found.set(key, { harm, shrunk, from: one.token })
    }
  }
  return { tried, found: [...found.values()] }
}

/** The number of schedules on a sink to shrink one, where the model does not foretell what the sink does. */
const mostTries = 40
/** On the model, a schedule takes less than a millisecond. */
const mostTriesOnModel = 5_000

/** Shrunk on the model where the model foretells the same, and confirmed on the sink; else on the sink. */
async function shrunkOf(
  search: ScheduleSearch,
  generated: GeneratedSchedule,
  one: TriedSchedule,
  harm: RowHarm,
): Promise<TriedSchedule> {
  const { driver, edition, signal } = search
  const deviations = deviationsOf(edition)
  const [kind] = one.like
  if (kind !== undefined && harm !== 'early') {
    const onModel = async ({ planned: { run } }: GeneratedSchedule) =>
      sparkIn(run) === one.spark && (await foretold(run.schedule, edition, kind))[harm].length > 0
    const shorter = await shrinkSchedule(generated, deviations, onModel, mostTriesOnModel)
    const confirmed = await tryGenerated(driver, shorter, edition)
    if (showsHarm(confirmed, harm)) return confirmed
  }
  let best = one
  const onSink = async (shorter: GeneratedSchedule) => {
    if (signal.aborted || sparkIn(shorter.planned.run) !== one.spark) return false
    const tried = await tryGenerated(driver, shorter, edition)
    if (signal.aborted || !showsHarm(tried, harm)) return false
    best = tried
    return true
  }
  await shrinkSchedule(generated, deviations, onSink, mostTries)
  return best
}

/** Undefined if the work fails because of an interrupt: Spark is not started again then. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  }
}
