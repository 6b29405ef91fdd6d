import type { Observation } from './observation.ts'
import { type Level, levels, sources } from './sources.ts'

/** Which levels of which loggers the files have shown, and whose files were among them. */
export interface Visibility {
  readonly see: (logger: string, level: string, observed: Observation | undefined) => void
  /** Why the absence of such an observation would say nothing; undefined if it would have been seen. */
  readonly hidden: (kind: Observation['kind']) => string | undefined
  readonly role: () => 'driver' | 'executor' | 'both' | 'none'
}

export function createVisibility(): Visibility {
  const lowest = new Map<string, number>()
  const roles = new Set<'driver' | 'executor'>()
  let lowestOfAll: number = levels.length
  return {
    see(logger, level, observed) {
      const rank = levels.indexOf(level as Level)
      if (rank >= 0) {
        lowest.set(logger, Math.min(rank, lowest.get(logger) ?? levels.length))
        lowestOfAll = Math.min(lowestOfAll, rank)
      }
      if (observed !== undefined) roles.add(sources[observed.kind].file)
    },
    hidden(kind) {
      const { logger, level, file } = sources[kind]
      if (!roles.has(file))
        return file === 'driver' ? 'the log of the driver is missing' : 'the logs of the executors are missing'
      const wanted = levels.indexOf(level)
      const own = lowest.get(logger) ?? levels.length
      // Loggers seldom have a level of their own: any line of a level shows that the level is on. DEBUG is set per logger.
      const shown = level === 'DEBUG' || level === 'TRACE' ? own : Math.min(own, lowestOfAll)
      return shown <= wanted ? undefined : `the level of ${logger} is too high (${level} is wanted)`
    },
    role: () => (roles.size === 2 ? 'both' : ([...roles][0] ?? 'none')),
  }
}
