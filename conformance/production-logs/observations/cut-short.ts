import type { Observation } from './observation.ts'
import { observationIn } from './patterns.ts'
import type { LogRecord } from './record.ts'

/** What a record shows, and whether what it does not have may explain what it contradicts. */
export interface Seen {
  readonly observed: Observation | undefined
  readonly isCutShort: boolean
}

/** What the record shows: a number in which the file ends may be the begin of another one. */
export function seenIn(record: LogRecord): Seen {
  const isInLine = record.mayLack === 'the end of its line'
  const observed = isInLine && /\d$/.test(record.message) ? undefined : observationIn(record)
  return { observed, isCutShort: observed !== undefined && (isInLine || lacksTrace(observed, record)) }
}

/** Layouts and collectors may leave out traces. Of a task that has failed, the first line of its error is all that may contradict. */
function lacksTrace(observed: Observation, { behind, mayLack }: LogRecord): boolean {
  if (observed.kind !== 'query-stopped' && observed.kind !== 'task-failed') return false
  if (observed.error === undefined || mayLack === undefined) return observed.error === ''
  return observed.kind === 'query-stopped' || behind.length < 2
}
