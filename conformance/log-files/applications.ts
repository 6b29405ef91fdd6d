import { dirname } from 'node:path'
import type { Gap } from './gaps.ts'
import { inTime } from './in-time.ts'
import type { Look } from './look-at.ts'

/** A log of one process, in one or more files. */
export interface ProcessLog {
  /** The name of the log, which all its files share. */
  readonly name: string
  readonly files: readonly string[]
  /** Files that are missing between them. */
  readonly gaps: readonly Gap[]
  readonly role: Look['role']
  readonly application: string | undefined
  /** Whether the beginning of any of its files names Spark. */
  readonly namesSpark: boolean
  /** The stamp of its first record. */
  readonly stamp: string | undefined
}

/** The logs of one application: those of its executors first. */
export interface ApplicationLogs {
  /** Spark's id of it; undefined if no path and no line says it. */
  readonly id: string | undefined
  readonly logs: readonly ProcessLog[]
}

/**
 * The logs by application: by the id in the path or in the first lines. Logs without an id belong to the only application there is, or
 * to the only one in their folder. A driver's log without an id is an application of its own. Applications,
 * and the drivers of one, are in the order of time where their stamps say it.
 */
export function applicationsOf(logs: readonly ProcessLog[]): readonly ApplicationLogs[] {
  const isKnown = ({ application, role }: ProcessLog) => application !== undefined || role === 'driver'
  const groups = Map.groupBy(logs.filter(isKnown), (log) => log.application ?? `driver ${log.name}`)
  // Executors that know their id, and one driver that does not.
  const [named, unnamed] = [[...groups.keys()].filter(isId), [...groups.keys()].filter((key) => !isId(key))]
  const [only, driver] = [named[0], unnamed[0]]
  if (named.length === 1 && unnamed.length === 1 && only !== undefined && driver !== undefined) {
    const other = groups.get(only) ?? []
    if (other.every(({ role }) => role !== 'driver')) {
      groups.set(only, [...other, ...(groups.get(driver) ?? [])])
      groups.delete(driver)
    }
  }
  const known = [...groups.keys()]
  const inFolder = new Map<string, Set<string>>()
  for (const [key, own] of groups) {
    for (const { name } of own) {
      const keys = inFolder.get(dirname(name)) ?? new Set()
      inFolder.set(dirname(name), keys.add(key))
    }
  }
  for (const log of logs) {
    if (isKnown(log)) continue
    const beside = [...(inFolder.get(dirname(log.name)) ?? [])]
    const key = (known.length === 1 ? known[0] : beside.length === 1 ? beside[0] : undefined) ?? 'unknown'
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [log])
    else group.push(log)
  }
  const applications = [...groups.values()].map((own) => {
    const drivers = inTime(
      own.filter(({ role }) => role === 'driver'),
      ({ stamp }) => stamp,
    )
    return {
      id: own.find(({ application }) => application !== undefined)?.application,
      logs: [...own.filter(({ role }) => role !== 'driver'), ...drivers],
    }
  })
  return inTime(applications, ({ logs: own }) => (own.find(({ role }) => role === 'driver') ?? own[0])?.stamp)
}

const isId = (key: string) => !key.startsWith('driver ')
