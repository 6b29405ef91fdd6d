import { deviationsOf, type EditionName } from '../../src/reference/editions.ts'
import type { SinkKind } from '../audit/sinks.ts'
import { foretold, likeKinds } from './foretell.ts'
import { type GeneratedSchedule, randomSchedules } from './random-schedules.ts'
import type { Schedule } from './schedule.ts'
import { shrinkSchedule } from './shrink-schedule.ts'
import type { SinkDriver } from './sink-driver.ts'
import { writeSinkToken } from './sink-token.ts'
import { sparkIn } from './spark-in.ts'
import { type Broken, type RowsSeen, trySchedule } from './try-schedule.ts'

/** What may become of a row against a guarantee. */
export const rowHarms = ['lost', 'doubled', 'early'] as const
export type RowHarm = (typeof rowHarms)[number]

/** A generated schedule and what became of its rows. */
export interface TriedSchedule {
  readonly token: string
  readonly schedule: Schedule
  readonly spark: 'as documented' | 'as it is'
  /** The kinds of sink of the model that lose and double the same rows. */
  readonly like: readonly SinkKind[]
  readonly result: RowsSeen | Broken
}

/** The first schedule with this harm, shrunk. */
export interface FoundHarm {
  readonly harm: RowHarm
  readonly shrunk: TriedSchedule
  /** The token of the schedule that was shrunk. */
  readonly from: string
}

export interface ScheduleSearch {
  readonly driver: SinkDriver
  readonly edition: EditionName
  readonly runs: number
  readonly seed: number
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
  const { runs, seed, edition, onTried, signal } = search
  const tried: TriedSchedule[] = []
  const found = new Map<string, FoundHarm>()
  for (const generated of randomSchedules(runs, seed, deviationsOf(edition))) {
    const one = await tryOne(search, generated)
    if (signal.aborted) break
    tried.push(one)
    onTried(one)
    for (const harm of harmsOf(one)) {
      const key = `${harm} ${one.spark}`
      if (found.has(key) || signal.aborted) continue
      const shrunk = await shrunkOf(search, generated, one, harm)
      found.set(key, { harm, shrunk, from: one.token })
    }
  }
  return { tried, found: [...found.values()] }
}

async function tryOne(
  { driver, edition }: ScheduleSearch,
  { bounds, planned: { run, choices } }: GeneratedSchedule,
): Promise<TriedSchedule> {
  const { schedule } = run
  const result = await trySchedule(driver, schedule)
  const like = await likeKinds(schedule, edition, result)
  return { token: writeSinkToken({ bounds, choices }), schedule, spark: sparkIn(run), like, result }
}

const harmsOf = ({ result }: TriedSchedule): readonly RowHarm[] =>
  result.kind === 'broken' ? [] : rowHarms.filter((harm) => result[harm].length > 0)

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
  const { edition, signal } = search
  const deviations = deviationsOf(edition)
  const [kind] = one.like
  if (kind !== undefined && harm !== 'early') {
    const onModel = async ({ planned: { run } }: GeneratedSchedule) =>
      sparkIn(run) === one.spark && (await foretold(run.schedule, edition, kind))[harm].length > 0
    const shorter = await shrinkSchedule(generated, deviations, onModel, mostTriesOnModel)
    const confirmed = await tryOne(search, shorter)
    if (harmsOf(confirmed).includes(harm)) return confirmed
  }
  let best = one
  const onSink = async (shorter: GeneratedSchedule) => {
    if (signal.aborted || sparkIn(shorter.planned.run) !== one.spark) return false
    const tried = await tryOne(search, shorter)
    if (signal.aborted || !harmsOf(tried).includes(harm)) return false
    best = tried
    return true
  }
  await shrinkSchedule(generated, deviations, onSink, mostTries)
  return best
}
