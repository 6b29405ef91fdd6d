import type { State } from '../../../src/reference/model.ts'
import type { SinkAction } from '../schedules/schedule.ts'

/** By partition: whether its next failing write fails only after the sink has taken the row. */
export type WritesTaken = ReadonlyMap<number, boolean>

export function armedBy(taken: WritesTaken, action: SinkAction): WritesTaken {
  if (action.kind !== 'sink-fails' || (action.at !== 'write' && action.at !== 'write.after')) return taken
  return new Map([...taken, [action.partition ?? 0, action.at === 'write.after']])
}

/** A row that is in the sink, though the write of it has failed. The model knows no such fault: it reports no write. */
export function takenRow(
  taken: WritesTaken,
  action: SinkAction,
  before: State<'query'>,
  after: State<'query'>,
): string | undefined {
  if (action.kind !== 'row' || taken.get(action.partition) !== true) return undefined
  const { partition, value } = action
  return isArmed(before, partition) && !isArmed(after, partition) ? value : undefined
}

const isArmed = ({ tasks }: State<'query'>, partition: number) => tasks.faults.get(partition)?.write !== undefined
