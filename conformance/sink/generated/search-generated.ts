import type { SinkKind } from '../../audit/sinks.ts'
import type { RowsSeen } from '../run/try-schedule.ts'
import { type AnyTriedSchedule, type RowHarm, rowHarms, showsHarm } from '../verdict/tried-schedule.ts'
import type { StillShows } from './shrink-schedule.ts'

/** The first schedule with this harm, shrunk. */
export interface FoundHarm {
  readonly harm: RowHarm
  readonly shrunk: AnyTriedSchedule
  /** The token of the schedule that was shrunk. */
  readonly from: string
}

export interface SchedulesTried {
  readonly tried: readonly AnyTriedSchedule[]
  readonly found: readonly FoundHarm[]
}

/** The generated schedules of a mode, and what can be done with one. */
export interface GeneratedSearch<Generated> {
  readonly generated: Iterable<Generated>
  /** Runs one on the sink. */
  tryOne(one: Generated): Promise<AnyTriedSchedule>
  /** What Spark does in it. */
  sparkIn(one: Generated): AnyTriedSchedule['spark']
  /** What becomes of its rows on a sink of the model. */
  foretold(one: Generated, kind: SinkKind): Promise<RowsSeen<unknown>>
  shrink(from: Generated, stillShows: StillShows<Generated>, mostTries: number): Promise<Generated>
  /** Called behind each schedule. */
  readonly onTried: (tried: AnyTriedSchedule) => void
  readonly signal: AbortSignal
}

/**
 * Puts generated schedules to a sink, and shrinks the first schedule of each harm: one where Spark does what its documentation says, and one
 * where it does not. An interrupted search gives what was done. Rejects only if the driver itself cannot go on.
 */
export async function searchGenerated<Generated>(search: GeneratedSearch<Generated>): Promise<SchedulesTried> {
  const { signal } = search
  const tried: AnyTriedSchedule[] = []
  const found = new Map<string, FoundHarm>()
  for (const generated of search.generated) {
    const one = await untilAborted(search.tryOne(generated), signal)
    if (one === undefined || signal.aborted) break
    tried.push(one)
    search.onTried(one)
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
async function shrunkOf<Generated>(
  search: GeneratedSearch<Generated>,
  generated: Generated,
  one: AnyTriedSchedule,
  harm: RowHarm,
): Promise<AnyTriedSchedule> {
  const { signal } = search
  const [kind] = one.like
  if (kind !== undefined && harm !== 'early') {
    const onModel = async (shorter: Generated) =>
      search.sparkIn(shorter) === one.spark && (await search.foretold(shorter, kind))[harm].length > 0
    const shorter = await search.shrink(generated, onModel, mostTriesOnModel)
    const confirmed = await search.tryOne(shorter)
    if (showsHarm(confirmed, harm)) return confirmed
  }
  let best = one
  const onSink = async (shorter: Generated) => {
    if (signal.aborted || search.sparkIn(shorter) !== one.spark) return false
    const tried = await search.tryOne(shorter)
    if (signal.aborted || !showsHarm(tried, harm)) return false
    best = tried
    return true
  }
  await search.shrink(generated, onSink, mostTries)
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
