import { placeIn } from '../input/read-file.ts'
import type { CheckReport } from '../production-logs/report/check-report.ts'
import type { EventLog } from './read-event-log.ts'

/** Which event logs are those of which application. */
export interface JoinedEventLogs {
  /** Per application, in the order that was given. */
  readonly own: readonly (readonly EventLog[])[]
  /** Those of applications without a log, one list per application. */
  readonly alone: readonly (readonly EventLog[])[]
  /** Sentences that begin with the event log. */
  readonly notes: readonly string[]
}

/**
 * An event log belongs to the application that has its id. An application of which nothing says the id has the only event log that
 * belongs to no other one. Of two event logs of one attempt of an application, the one with more events counts.
 */
export function joinEventLogs(ids: readonly (string | undefined)[], logs: readonly EventLog[]): JoinedEventLogs {
  const notes: string[] = []
  const kept = logs.filter((log) => {
    const twin = logs.find(
      (other) =>
        other !== log &&
        log.application !== undefined &&
        other.application === log.application &&
        other.attempt === log.attempt &&
        (other.events > log.events || (other.events === log.events && logs.indexOf(other) < logs.indexOf(log))),
    )
    if (twin !== undefined)
      notes.push(`${placeIn(log.name)}: a copy of the event log ${placeIn(twin.name)}; it did not count`)
    return twin === undefined
  })
  const isNamed = ({ application }: EventLog) => application !== undefined && ids.includes(application)
  const left = kept.filter((log) => !isNamed(log))
  const leftIds = new Set(left.map(({ application, name }) => application ?? name))
  const unknown = ids.filter((id) => id === undefined).length
  const isOnly = unknown === 1 && leftIds.size === 1
  const alone = isOnly ? [] : [...Map.groupBy(left, ({ application, name }) => application ?? name).values()]
  if (ids.length > 0) {
    for (const [{ name, application } = { name: '', application: undefined }] of alone)
      notes.push(
        `${placeIn(name)}: the event log of ${application === undefined ? 'an application of an unknown id' : `application ${placeIn(application)}`}, of which no log is given; it was judged alone`,
      )
  }
  return {
    own: ids.map((id) =>
      id === undefined ? (isOnly ? left : []) : kept.filter(({ application }) => application === id),
    ),
    alone,
    notes,
  }
}

/** Event logs with jobs of which none is that of a run in the logs: sentences. */
export function strangersIn(logs: readonly EventLog[], { runs }: CheckReport): readonly string[] {
  if (runs.length === 0) return []
  const known = new Set(runs.map(({ runId }) => runId))
  return logs.flatMap(({ name, shown }) => {
    const jobs = shown.flatMap(({ event }) => (event.kind === 'job-started' ? [event] : []))
    return jobs.length === 0 || jobs.some(({ runId }) => runId !== undefined && known.has(runId))
      ? []
      : [
          `${placeIn(name)}: none of its jobs is one of a run in the logs: it may be the event log of another application`,
        ]
  })
}
