import type { Event } from '../../../src/contract/events.ts'
import { nameOf } from '../../audit/row-audit.ts'
import { type AnotherQuery, byQuery, nameInQuery } from '../schedules/another-query.ts'
import { type BatchAction, type BatchSchedule, type BatchStep, execute, stop } from '../schedules/batch-schedule.ts'
import type { Wide } from '../schedules/outside.ts'
import type { SinkDriver } from './sink-driver.ts'
import { accounted, type Broken, type RowsSeen, trySteps } from './try-schedule.ts'

/** Runs a schedule of micro-batches on a sink, and reads it after each step. Rejects only if the driver itself cannot go on. */
export async function tryBatches(
  driver: SinkDriver<BatchAction>,
  { partitions = 1, steps }: Wide<BatchSchedule<BatchStep | AnotherQuery>>,
): Promise<RowsSeen<BatchAction> | Broken<BatchAction>> {
  let query = 0
  let given = Array.from({ length: partitions }, () => 0)
  const actionOf = (step: BatchStep | AnotherQuery): BatchAction => {
    if (step.kind === 'another-query') {
      query += 1
      given = given.map(() => 0)
      return step
    }
    if (step.kind === 'no-row') return { ...step, kind: 'row', value: null }
    if (step.kind !== 'row') return step
    const at = given[step.partition] ?? 0
    given[step.partition] = at + 1
    return { ...step, value: nameInQuery(query, nameOf(step.partition, at)) }
  }
  const needsRun = ({ kind }: BatchStep | AnotherQuery) => kind === 'advance-epoch' || kind === 'stop'
  const result = await trySteps(driver, { opening: { partitions }, steps, stop, execute, needsRun, actionOf })
  if (result.kind === 'broken') return result
  const owed = byQuery(result.moments, ({ action }) => action.kind).flatMap((moments, at) =>
    committedRows(moments.flatMap(({ events }) => events)).map((name) => nameInQuery(at, name)),
  )
  return accounted(result, owed, toldRows())
}

/** The rows before the end of the last batch in the commit log: no run reads them any more. */
function committedRows(events: readonly Event[]): readonly string[] {
  const last = events.findLast((event) => event.kind === 'query-committed')?.epoch
  const planned = events.find((event) => event.kind === 'offset-added' && event.epoch === last)
  if (planned?.kind !== 'offset-added') return []
  return planned.offsets.flatMap((end, partition) =>
    Array.from({ length: Number(end) }, (_, at) => nameOf(partition, at)),
  )
}

/** All rows of the batches that the sink was told to commit so far, given event by event. A batch has the same rows each time. */
function toldRows(): (event: Event) => readonly string[] {
  const writing = new Map<number, string[]>()
  const promised = new Map<string, readonly string[]>()
  const told: string[] = []
  return (event) => {
    switch (event.kind) {
      case 'writer-created':
        writing.set(event.partition, [])
        break
      case 'row-written':
        writing.get(event.partition)?.push(event.value)
        break
      case 'partition-committed':
        promised.set(event.message, writing.get(event.partition) ?? [])
        break
      case 'epoch-committed':
        for (const message of event.messages) told.push(...(promised.get(message) ?? []))
        break
      default:
        break
    }
    return told
  }
}
