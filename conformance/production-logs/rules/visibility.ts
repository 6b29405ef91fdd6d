import type { Observation } from '../observations/observation.ts'
import { type Level, levels, type Source, sources } from '../observations/sources.ts'

/** Which levels of which loggers the files have shown, and whose files were among them. */
export interface Visibility {
  readonly see: (logger: string, level: string, kind: Observation['kind'] | undefined) => void
  /** An event log is there. It has no levels. */
  readonly seeEventLog: () => void
  /** Why the absence of such an observation would say nothing; undefined if it would have been seen. */
  readonly hidden: (kind: Observation['kind']) => string | undefined
  /** The source of such observations, if only a level that is too high hides them. */
  readonly tooHigh: (kind: Observation['kind']) => Source | undefined
  /** Whether lines have no level: which others there might be, nothing says. */
  readonly hasLineWithoutLevel: () => boolean
  /** Changes with anything that `hidden` says. */
  readonly version: () => number
  readonly role: () => 'driver' | 'executor' | 'both' | 'none'
}

const missing: Readonly<Record<Source['file'], string>> = {
  driver: 'the log of the driver is missing',
  executor: 'the logs of the executors are missing',
  'event log': 'the event log is missing',
}

/** Loggers below the packages of Spark's streaming, which may have a level of their own. */
const ofStreaming: ReadonlySet<string> = new Set([
  'ContinuousExecution',
  'MicroBatchExecution',
  'ContinuousWriteRDD',
  'WriteToContinuousDataSourceExec',
  'EpochCoordinator',
  'EpochCoordinatorRef',
  'CheckpointFileManager',
  'CommitLog',
])

export function createVisibility(): Visibility {
  const lowest = new Map<string, number>()
  const roles = new Set<Source['file']>()
  let lowestOfAll: number = levels.length
  let lowestOfOthers: number = levels.length
  // Most lines have the logger, the level and the role of a line shortly before.
  let [lastLogger, lastLevel] = ['', '']
  // What lines without a level have shown.
  const shownKinds = new Set<Observation['kind']>()
  let hasLineWithoutLevel = false
  let lowered = 0
  /** An appender of one's own may pass on some messages only. */
  const isBare = (logger: string) => hasLineWithoutLevel && lowest.get(logger) === undefined
  const tooHigh = (kind: Observation['kind']): Source | undefined => {
    const source = sources[kind]
    const { logger, level, file } = source
    if (!roles.has(file) || file === 'event log' || isBare(logger)) return undefined
    const own = lowest.get(logger) ?? levels.length
    // Levels are set per logger: those of Spark's streaming lower than others, or a talkative one higher. So a logger shows by its own
    // lines that INFO or DEBUG is on. It need not have anything to say at WARN or ERROR.
    const shown = level === 'WARN' ? lowestOfOthers : level === 'ERROR' || level === 'FATAL' ? lowestOfAll : own
    return Math.min(own, shown) <= levels.indexOf(level) ? undefined : source
  }
  return {
    tooHigh,
    seeEventLog: () => roles.add('event log'),
    hasLineWithoutLevel: () => hasLineWithoutLevel,
    see(logger, level, kind) {
      if (kind !== undefined && roles.size < 3) roles.add(sources[kind].file)
      if (level === '') {
        hasLineWithoutLevel = true
        if (kind !== undefined) shownKinds.add(kind)
      }
      if (logger === lastLogger && level === lastLevel) return
      lastLogger = logger
      lastLevel = level
      if (kind !== undefined) roles.add(sources[kind].file)
      const rank = levels.indexOf(level as Level)
      if (rank < 0 || rank >= (lowest.get(logger) ?? levels.length)) return
      lowered += 1
      lowest.set(logger, rank)
      lowestOfAll = Math.min(lowestOfAll, rank)
      if (!ofStreaming.has(logger)) lowestOfOthers = Math.min(lowestOfOthers, rank)
    },
    hidden(kind) {
      const { file } = sources[kind]
      if (!roles.has(file)) return missing[file]
      const { logger } = sources[kind]
      if (isBare(logger) && file !== 'event log')
        return shownKinds.has(kind) ? undefined : `the log shows no levels, so lines of ${logger} may be missing`
      const source = tooHigh(kind)
      return source === undefined ? undefined : `the level of ${source.logger} is too high (${source.level} is wanted)`
    },
    version: () => lowered + roles.size + shownKinds.size + (hasLineWithoutLevel ? 1 : 0),
    role() {
      const isDriver = roles.has('driver')
      if (isDriver && roles.has('executor')) return 'both'
      return isDriver ? 'driver' : roles.has('executor') ? 'executor' : 'none'
    },
  }
}
