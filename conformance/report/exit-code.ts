import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { isAccepted, isAgainst, verdictKinds } from '../suite/verdict.ts'
import type { RunReport } from './report.ts'

/** The exit code of a run with this report. */
export function exitCodeOf({ cases, roles, driver, complete, generated }: RunReport): ExitCode {
  if (cases.some(({ verdict }) => isAgainst(verdict))) return exitCodes.doesNotConform
  if (generated.some(({ verdict }) => verdict === 'differs' || verdict === 'not-deterministic'))
    return exitCodes.doesNotConform
  if (generated.some(({ verdict }) => verdict !== 'agrees')) return exitCodes.ranTooLittle
  const claimed = roles.filter(({ role }) => driver.roles.includes(role))
  const seen = claimed.every(({ verdicts }) => verdictKinds.some((kind) => isAccepted(kind) && verdicts[kind] > 0))
  // A claimed role without a scenario has not been run.
  const ranSomething = claimed.length + generated.length > 0
  return ranSomething && seen && complete ? exitCodes.conforms : exitCodes.ranTooLittle
}
