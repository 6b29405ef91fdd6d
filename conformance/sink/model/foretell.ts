import type { EditionName } from '../../../src/reference/editions.ts'
import { type SinkKind, sinkKinds } from '../../audit/sinks.ts'
import { type Broken, type RowsSeen, trySchedule } from '../run/try-schedule.ts'
import type { Schedule } from '../schedules/schedule.ts'
import { modelSink } from './model-sink.ts'

/** What becomes of the rows of a schedule on the model, by kind of sink. Rejects if the schedule makes no sense on the model. */
export async function foretold(schedule: Schedule, edition: EditionName, kind: SinkKind): Promise<RowsSeen> {
  const result = await trySchedule(modelSink(edition, kind), schedule)
  if (result.kind === 'broken') throw new Error(`the model refuses the schedule: ${result.reason}`)
  return result
}

/** The kinds of sink of the model that lose and double the same rows. */
export async function likeKinds(
  schedule: Schedule,
  edition: EditionName,
  result: RowsSeen | Broken,
): Promise<readonly SinkKind[]> {
  if (result.kind === 'broken') return []
  const like: SinkKind[] = []
  for (const kind of sinkKinds) if (isSame(await foretold(schedule, edition, kind), result)) like.push(kind)
  return like
}

/** Whether the same rows are lost and doubled. */
export const isSame = (one: RowsSeen<unknown>, other: RowsSeen<unknown>): boolean =>
  textOf(one.lost) === textOf(other.lost) && textOf(one.doubled) === textOf(other.doubled)

const textOf = (rows: readonly string[]) => rows.toSorted().join(' ')
