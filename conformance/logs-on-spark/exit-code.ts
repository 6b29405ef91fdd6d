import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { exitCodeOfReports } from '../production-logs/conclusion.ts'
import type { JudgedApplication } from './judge.ts'

/**
 * The exit code of a check in a job of Spark: that of `cwc check`, but for unread files. A violation in an application of which files are
 * unread may rest on a line that is among them: it decides nothing.
 */
export function exitCodeOf(applications: readonly JudgedApplication[]): ExitCode {
  const whole = applications.filter(({ unread }) => unread.length === 0)
  const code = exitCodeOfReports(whole.map(({ report }) => report))
  if (code === exitCodes.doesNotConform) return code
  if (applications.length > 0 && applications.every(hasNothingRead)) return exitCodes.couldNotRun
  return whole.length < applications.length ? exitCodes.ranTooLittle : code
}

const hasNothingRead = ({ report, unread }: JudgedApplication) => unread.length > 0 && report.files.length === 0
