import { deviationsOf, type EditionName } from '../../../src/reference/editions.ts'
import { choosing } from '../../state-space/walk.ts'
import { faultOf } from '../model/fault-of-schedule.ts'
import { likeKinds } from '../model/foretell.ts'
import { sparkIn } from '../model/spark-in.ts'
import type { SinkDriver } from '../run/sink-driver.ts'
import { trySchedule } from '../run/try-schedule.ts'
import type { TriedSchedule } from '../verdict/tried-schedule.ts'
import { planSchedule } from './plan-schedule.ts'
import type { GeneratedSchedule } from './random-schedules.ts'
import { sinkSpace } from './sink-space.ts'
import { type SinkToken, writeSinkToken } from './sink-token.ts'

/** Runs a generated schedule on a sink. Rejects only if the driver itself cannot go on. */
export async function tryGenerated(
  driver: SinkDriver,
  { bounds, planned: { run, choices } }: GeneratedSchedule,
  edition: EditionName,
): Promise<TriedSchedule> {
  const { schedule } = run
  const result = await trySchedule(driver, schedule)
  const like = await likeKinds(schedule, edition, result)
  return {
    token: writeSinkToken({ bounds, choices }),
    schedule,
    fault: faultOf(run),
    spark: sparkIn(run),
    like,
    result,
  }
}

/** The schedule of a token. Rejects with NoSuchChoice if a choice is none of its moves. */
export async function replaySchedule(
  driver: SinkDriver,
  { bounds, choices }: SinkToken,
  edition: EditionName,
): Promise<TriedSchedule> {
  const planned = planSchedule(sinkSpace(bounds), choosing(choices), deviationsOf(edition))
  return await tryGenerated(driver, { bounds, planned }, edition)
}
