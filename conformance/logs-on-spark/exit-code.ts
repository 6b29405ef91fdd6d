import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { JudgedApplication } from './judge.ts'

/** A violation in an application of which files are unread may rest on a line that is among them: it decides nothing. */
export function exitCodeOf(applications: readonly JudgedApplication[]): ExitCode {
  const whole = applications.filter(({ unread }) => unread.length === 0)
  const kinds = whole.flatMap(({ report }) => Object.values(report.requirements).map(({ kind }) => kind))
  if (kinds.includes('violated')) return exitCodes.doesNotConform
  if (applications.length > 0 && applications.every(hasNothingRead)) return exitCodes.couldNotRun
  if (whole.length < applications.length) return exitCodes.ranTooLittle
  return kinds.includes('held') ? exitCodes.conforms : exitCodes.ranTooLittle
}

const hasNothingRead = ({ report, unread }: JudgedApplication) => unread.length > 0 && report.files.length === 0
