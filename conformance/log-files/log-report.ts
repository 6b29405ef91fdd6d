import { resolve } from 'node:path'
import { kit } from '../kit.ts'
import { type CheckedCheckpoint, type LogReport, logReportFormat } from '../production-logs/report/check-report.ts'
import { headlineOf, headlineOfAll } from '../production-logs/report/headline.ts'
import { withoutSettled } from '../production-logs/report/open-runs.ts'
import { withSettled } from '../production-logs/report/settled.ts'
import type { CheckedLogs } from './check-logs.ts'

/** The result of `cwc check`, from the logs that were judged and the checkpoints that were looked at. */
export function logReportOf(logs: CheckedLogs, checkpoints: readonly CheckedCheckpoint[]): LogReport {
  const { applications, notes, passedOver, hints, isInterrupted } = logs
  const taken = new Set([...takenAsEventLogs(logs), ...checkpoints.map(({ checkpoint }) => pathOf(checkpoint))])
  const named = applications.map(({ id, report }) => (id === undefined ? report : { ...report, id }))
  const reports = withSettled(withoutSettled(named), checkpoints)
  return {
    kind: 'log report',
    format: logReportFormat,
    kit,
    headline: headlineOfAll({ applications: reports, checkpoints, isInterrupted }),
    applications: reports.map((report) => ({ headline: headlineOf(report, reports), ...report })),
    checkpoints,
    notes,
    passedOver,
    hints: hints.filter(({ path }) => !taken.has(resolve(path))),
    isInterrupted,
  }
}

/** The event logs that were read, and the folders with them. */
const takenAsEventLogs = ({ applications }: CheckedLogs): readonly string[] =>
  applications
    .flatMap(({ report }) => report.files)
    .filter(({ role }) => role === 'event log')
    .flatMap(({ name }) => [resolve(name), resolve(name, '..')])

const pathOf = (checkpoint: string) => resolve(checkpoint.replace(/^file:(?:\/\/(?:localhost)?(?=\/))?/i, ''))
