import type { CheckReport, LogFinding, LoggedRun } from './check-report.ts'

/** The runs whose end the logs do not show: they may go on, or have been killed. Not those after which another run of the logs began. */
export const openRuns = (report: CheckReport, applications: readonly CheckReport[]): readonly LoggedRun[] =>
  report.runs.filter((run) => run.ended === 'still running' && nextOf(run, applications) === undefined)

/** The run that began on the same checkpoint after the run had come to its last commit. */
function nextOf(run: LoggedRun, applications: readonly CheckReport[]): LoggedRun | undefined {
  const runs = applications.flatMap((one) => one.runs)
  const at = runs.indexOf(run)
  const isAfter = ({ startEpoch }: LoggedRun, other: number) =>
    startEpoch !== undefined &&
    startEpoch > (run.lastCommitted ?? (run.startEpoch ?? 0) - 1) &&
    (other > at || startEpoch > (run.startEpoch ?? 0))
  return run.checkpoint === undefined
    ? undefined
    : runs.find((one, other) => one !== run && one.checkpoint === run.checkpoint && isAfter(one, other))
}

/**
 * The reports without what later runs have settled. An epoch whose offsets a killed run has logged is committed by the run after it: its
 * own log shows whether that was with the old offsets (CE-19).
 */
export const withoutSettled = (applications: readonly CheckReport[]): readonly CheckReport[] =>
  applications.map((report) => {
    const open = openRuns(report, applications)
    const last = report.runs.filter((run) => nextOf(run, applications) === undefined)
    const isOpen = (finding: LogFinding) => {
      if (finding.kind === 'ahead-so-far') return open.some(({ runId }) => runId === finding.run)
      // A log without lines of commits may show the end of the run, and tells no more.
      return finding.kind !== 'commits-stopped-so-far' || last.some(({ runId }) => runId === finding.run)
    }
    return { ...report, findings: report.findings.filter(isOpen) }
  })
