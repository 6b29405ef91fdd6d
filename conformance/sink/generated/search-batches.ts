import { type SinkKind, sinkKinds } from '../../audit/sinks.ts'
import { choosing } from '../../state-space/walk.ts'
import { faultOfBatches } from '../model/fault-of-batches.ts'
import { isSame } from '../model/foretell.ts'
import { modelBatches } from '../model/model-batches.ts'
import type { SinkDriver } from '../run/sink-driver.ts'
import { tryBatches } from '../run/try-batches.ts'
import type { RowsSeen } from '../run/try-schedule.ts'
import type { BatchAction, BatchSchedule } from '../schedules/batch-schedule.ts'
import type { AnyTriedSchedule, TriedBatches } from '../verdict/tried-schedule.ts'
import { type BatchToken, writeBatchToken } from './batch-token.ts'
import { type GeneratedBatches, planBatches } from './plan-batches.ts'
import { takingSteps } from './plan-schedule.ts'
import { randomBatches } from './random-batches.ts'
import { type SchedulesTried, searchGenerated } from './search-generated.ts'
import { shrink } from './shrink-schedule.ts'

export interface BatchSearch {
  readonly driver: SinkDriver<BatchAction>
  readonly runs: number
  readonly seed: number
  /** Called behind each schedule. */
  readonly onTried: (tried: AnyTriedSchedule) => void
  readonly signal: AbortSignal
}

/** Puts generated schedules of micro-batches to a sink, and shrinks the first one of each harm. Rejects only if the driver itself cannot go on. */
export async function searchBatches({ driver, runs, seed, onTried, signal }: BatchSearch): Promise<SchedulesTried> {
  return await searchGenerated({
    generated: randomBatches({ runs, seed }),
    tryOne: (one) => tryGeneratedBatches(driver, one),
    // No erratum of Spark is known here.
    sparkIn: () => 'as documented',
    foretold: ({ run }, kind) => foretoldBatches(run.schedule, kind),
    shrink: (from, stillShows, mostTries) =>
      shrink(from, {
        choiceOf: ({ bounds, chosen }) => ({ bounds, chosen }),
        resolved: (bounds, steps) => planBatches(bounds, takingSteps(steps)),
        stillShows,
        mostTries,
      }),
    onTried,
    signal,
  })
}

/** The schedule of a token. Rejects with NoSuchChoice if a choice is none of its moves. */
export const replayBatches = async (
  driver: SinkDriver<BatchAction>,
  { bounds, choices }: BatchToken,
): Promise<TriedBatches> => await tryGeneratedBatches(driver, planBatches(bounds, choosing(choices)))

async function tryGeneratedBatches(
  driver: SinkDriver<BatchAction>,
  { bounds, run, choices }: GeneratedBatches,
): Promise<TriedBatches> {
  const { schedule } = run
  const result = await tryBatches(driver, schedule)
  const like: SinkKind[] = []
  if (result.kind === 'seen')
    for (const kind of sinkKinds) if (isSame(await foretoldBatches(schedule, kind), result)) like.push(kind)
  return {
    token: writeBatchToken({ bounds, choices }),
    schedule,
    fault: faultOfBatches(run),
    spark: 'as documented',
    like,
    result,
  }
}

async function foretoldBatches(schedule: BatchSchedule, kind: SinkKind): Promise<RowsSeen<BatchAction>> {
  const result = await tryBatches(modelBatches(kind), schedule)
  if (result.kind === 'broken') throw new Error(`the model refuses the schedule: ${result.reason}`)
  return result
}
