import type { Role } from '../../src/contract/roles.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { isAccepted, isAgainst, verdictKinds } from '../suite/verdict.ts'
import type { CaseReport, GeneratedReport, RoleReport, RunReport, Shard } from './report.ts'

/** The conclusion of a run. */
export type Conclusion =
  | { readonly kind: 'conforms' }
  | { readonly kind: 'does-not-conform' }
  /** Nothing is wrong in this part of a run. Only all shards together show whether enough was checked. */
  | { readonly kind: 'good-shard'; readonly shard: Shard }
  | { readonly kind: 'nothing-ran' }
  /** The driver claims these roles and supports no scenario of them, or only scenarios without an action. */
  | { readonly kind: 'role-not-supported'; readonly roles: readonly Role[] }
  /** Some planned cases were not run. */
  | { readonly kind: 'not-complete' }
  /** All scenarios of these roles that ran are unspecified: nothing that the edition requires was checked. */
  | { readonly kind: 'only-unspecified'; readonly roles: readonly Role[] }
  | { readonly kind: 'generated-too-little'; readonly generated: readonly GeneratedReport[] }

/** The conclusion of the run with this report: the first one that holds. */
export function conclusionOf({ cases, roles, driver, complete, generated, shard }: RunReport): Conclusion {
  const isFound = generated.some(({ verdict }) => verdict === 'differs' || verdict === 'not-deterministic')
  if (isFound || cases.some(({ verdict }) => isAgainst(verdict))) return { kind: 'does-not-conform' }
  if (shard !== undefined) return complete ? { kind: 'good-shard', shard } : { kind: 'not-complete' }
  // A role that the driver does not claim cannot have run.
  const claimed = roles.filter(({ role }) => driver.roles.includes(role))
  if (generated.length === 0 && !claimed.some(hasRun)) return { kind: 'nothing-ran' }
  const unsupported = claimed.filter(({ role, planned, verdicts }) => {
    if (verdicts['not-supported'] === planned) return true
    const ran = cases.filter((one) => one.role === role && isAccepted(one.verdict))
    return verdicts['not-supported'] > 0 && ran.length > 0 && ran.every(hasNoAction)
  })
  if (unsupported.length > 0) return { kind: 'role-not-supported', roles: unsupported.map(({ role }) => role) }
  if (!complete) return { kind: 'not-complete' }
  const unspecified = claimed.filter(({ verdicts }) => verdicts.passed + verdicts.deviates === 0)
  if (unspecified.length > 0) return { kind: 'only-unspecified', roles: unspecified.map(({ role }) => role) }
  const tooLittle = generated.filter(({ verdict }) => verdict !== 'agrees')
  return tooLittle.length > 0 ? { kind: 'generated-too-little', generated: tooLittle } : { kind: 'conforms' }
}

/** Such a case shows only that the subject can be opened. */
const hasNoAction = ({ actions }: CaseReport) => actions === 0

const hasRun = ({ verdicts }: RoleReport) => verdictKinds.some((kind) => isAccepted(kind) && verdicts[kind] > 0)

/** The exit code of a run with this report. */
export function exitCodeOf(report: RunReport): ExitCode {
  switch (conclusionOf(report).kind) {
    case 'conforms':
    case 'good-shard':
      return exitCodes.conforms
    case 'does-not-conform':
      return exitCodes.doesNotConform
    case 'nothing-ran':
    case 'role-not-supported':
    case 'not-complete':
    case 'only-unspecified':
    case 'generated-too-little':
      return exitCodes.ranTooLittle
  }
}
