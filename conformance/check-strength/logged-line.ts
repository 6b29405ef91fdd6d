import type { Observation } from '../production-logs/observations/observation.ts'
import { observationIn } from '../production-logs/observations/patterns.ts'
import type { LogRecord } from '../production-logs/observations/record.ts'
import { readRecords } from '../production-logs/reading/read-records.ts'
import { withoutStaleTail } from '../production-logs/reading/stale-tail.ts'
import { isDriver, type LogFile } from './judge-logs.ts'

/** A record of a log file, with what it shows. */
export interface LoggedLine {
  readonly file: string
  readonly record: LogRecord
  readonly observed: Observation | undefined
  /** How many runs of queries the file has begun so far. */
  readonly run: number
}

/**
 * The records that decide the verdicts: each that shows something, and the first of each logger and level, which show what else would
 * have been logged. Executors come first, as `cwc check` reads them.
 */
export function linesThatDecide(files: readonly LogFile[]): readonly LoggedLine[] {
  const lines: LoggedLine[] = []
  const seen = new Set<string>()
  for (const [file, text] of files.toSorted(([one], [other]) => Number(isDriver(one)) - Number(isDriver(other)))) {
    let [started, coordinators] = [0, 0]
    const reader = readRecords((record) => {
      const observed = observationIn(record)
      if (observed?.kind === 'run-started') started += 1
      if (observed?.kind === 'coordinator-made') coordinators += 1
      const key = `${file} ${record.logger} ${record.level}`
      if (observed === undefined && seen.has(key)) return
      seen.add(key)
      // A run that follows another one of the same query has no line of its own, but a coordinator.
      lines.push({ file, record, observed, run: Math.max(started, coordinators) })
    })
    const whole = withoutStaleTail(reader.push)
    whole.push(typeof text === 'string' ? Buffer.from(text) : text)
    whole.end()
    reader.end()
  }
  return lines
}

/** A name of the thread that logs a line, as far as its order is judged: lines of one thread are in order, others are not. */
export function threadOf({ file, record, observed, run }: LoggedLine): string {
  const named = record.thread ?? record.context['task_name'] ?? record.context['RUN_ID'] ?? ''
  return `${file} ${run} ${threadIn(observed, record.logger)} ${named}`
}

function threadIn(observed: Observation | undefined, logger: string): string {
  switch (observed?.kind) {
    case 'committing':
    case 'committed':
    case 'aborting':
    case 'writer-aborted':
      return `task of partition ${observed.partition}`
    case 'offset-added':
    case 'query-committed':
      return `coordinator ${observed.checkpoint}`
    case 'answered':
      return 'epoch update'
    // Each task has a thread of its own, and the driver handles tasks as they come.
    case 'task-launched':
    case 'task-started':
    case 'task-ended':
    case 'task-failed':
    case 'task-lost':
      return `task ${observed.task.tid}`
    // The coordinator gets the commits of each partition in order.
    case 'commit-received':
      return `coordinator, partition ${observed.partition}`
    default:
      return logger === 'EpochCoordinator' || logger === 'Inbox' ? 'coordinator' : logger
  }
}
