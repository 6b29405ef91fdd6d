import { samePath } from '../observations/marks.ts'
import {
  type CheckedCheckpoint,
  type CheckReport,
  isOpenFinding,
  type LogFinding,
  type LoggedRun,
  losesRows,
} from './check-report.ts'
import type { JoinFinding } from './checkpoint-join.ts'
import { isUncertainBeside } from './checkpoint-verdict.ts'

/**
 * The reports, in which findings on lost rows name the checkpoint that settles them: it is clean by what it and the logs say together, and
 * the runs in the logs are all that used it. So no start has lost or doubled a row.
 */
export const withSettled = (
  applications: readonly CheckReport[],
  checkpoints: readonly CheckedCheckpoint[],
): readonly CheckReport[] =>
  applications.map((report) => ({
    ...report,
    findings: report.findings.map((finding) => settle(finding, report.runs, checkpoints)),
  }))

const isOnLostRows = (finding: LogFinding): finding is Extract<LogFinding, { readonly settledBy?: string }> =>
  losesRows(finding) || isOpenFinding(finding)

function settle(finding: LogFinding, own: readonly LoggedRun[], checkpoints: readonly CheckedCheckpoint[]): LogFinding {
  if (!isOnLostRows(finding)) return finding
  const run = own.find(({ runId }) => runId === finding.run)
  const by = run === undefined ? undefined : checkpoints.find((one) => doesSettle(one, run))
  return by === undefined ? finding : { ...finding, settledBy: by.checkpoint }
}

function doesSettle({ diagnosis, join, conclusion }: CheckedCheckpoint, run: LoggedRun): boolean {
  if (conclusion.verdict !== 'clean' || join?.kind !== 'joined' || isUncertainBeside(diagnosis, join)) return false
  if (join.findings.some((one) => isOpenQuestion(one))) return false
  // A copy goes on from the checkpoint of a run: its first start is the restart.
  return (
    join.runs.includes(run.runId) ||
    join.findings.some(
      (one) => one.kind === 'start-untold' && isAt(run, one.elsewhere) && run.lastCommitted === one.behind,
    )
  )
}

const isAt = ({ checkpoint }: LoggedRun, path: string | undefined): boolean =>
  checkpoint !== undefined && path !== undefined && samePath(checkpoint) === samePath(path)

/** Whether a start may have lost or doubled rows, as far as the logs and the checkpoint show. */
function isOpenQuestion(finding: JoinFinding): boolean {
  switch (finding.kind) {
    case 'started-from-old-offsets':
    case 'next-start-is-old':
    case 'unclear':
    case 'commits-missing':
    case 'commits-of-other-runs':
      return true
    case 'start-untold':
      return !finding.isOwn
    case 'overtaken':
    case 'runs-elsewhere':
    case 'other-path':
    case 'own-entry':
      return false
  }
}
