import type { Role } from '../../src/contract/roles.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { isAccepted, isAgainst, verdictKinds } from '../suite/verdict.ts'
import type { KnownFailuresReport } from './known-failures.ts'
import type { CaseReport, FindingReport, GeneratedReport, RoleReport, RunReport, Shard } from './report.ts'

/** The conclusion of a run. */
export type Conclusion =
  | { readonly kind: 'conforms' }
  | { readonly kind: 'does-not-conform' }
  /** Nothing is wrong in this part of a run. Only all shards together show whether enough was checked. */
  | { readonly kind: 'good-shard'; readonly shard: Shard }
  /** Every failure is listed, and the list is wrong somewhere. */
  | { readonly kind: 'list-is-wrong'; readonly list: KnownFailuresReport }
  /** It conforms but for failures that are all listed. */
  | { readonly kind: 'only-known-failures' }
  | { readonly kind: 'nothing-ran' }
  /** The driver claims these roles and supports no scenario of them, or only scenarios without an action. */
  | { readonly kind: 'role-not-supported'; readonly roles: readonly Role[] }
  /** Some planned cases were not run. */
  | { readonly kind: 'not-complete' }
  /** All scenarios of these roles that ran are unspecified: nothing that the edition requires was checked. */
  | { readonly kind: 'only-unspecified'; readonly roles: readonly Role[] }
  | { readonly kind: 'generated-too-little'; readonly generated: readonly GeneratedReport[] }

/** The conclusion of the run with this report: the first one that holds. */
export function conclusionOf(report: RunReport): Conclusion {
  const { cases, roles, driver, complete, generated, knownFailures, shard } = report
  const isFound = generated.some((own) => own.verdict === 'not-deterministic' || own.findings.some(isUnlisted))
  if (isFound || unlistedFailures(report).length > 0) return { kind: 'does-not-conform' }
  if (knownFailures !== undefined && knownFailures.problems.length > 0)
    return { kind: 'list-is-wrong', list: knownFailures }
  if (shard !== undefined) return complete ? { kind: 'good-shard', shard } : { kind: 'not-complete' }
  const listed = cases.filter(isListed)
  const isListedIn = (role: Role) => listed.some((one) => one.role === role)
  // A role that the driver does not claim cannot have run.
  const claimed = roles.filter(({ role }) => driver.roles.includes(role))
  if (generated.length === 0 && !claimed.some((one) => hasRun(one) || isListedIn(one.role)))
    return { kind: 'nothing-ran' }
  const unsupported = claimed.filter(({ role, planned, verdicts }) => {
    if (verdicts['not-supported'] === planned) return true
    const ran = cases.filter((one) => one.role === role && (isAccepted(one.verdict) || isListed(one)))
    return verdicts['not-supported'] > 0 && ran.length > 0 && ran.every(hasNoAction)
  })
  if (unsupported.length > 0) return { kind: 'role-not-supported', roles: unsupported.map(({ role }) => role) }
  if (!complete) return { kind: 'not-complete' }
  const unspecified = claimed.filter(
    ({ role, verdicts }) => verdicts.passed + verdicts.deviates === 0 && !isListedIn(role),
  )
  if (unspecified.length > 0) return { kind: 'only-unspecified', roles: unspecified.map(({ role }) => role) }
  const tooLittle = generated.filter((own) => !isEnough(own))
  if (tooLittle.length > 0) return { kind: 'generated-too-little', generated: tooLittle }
  const isAllFound = generated.every(({ findings }) => findings.length === 0)
  return { kind: listed.length === 0 && isAllFound ? 'conforms' : 'only-known-failures' }
}

/** The cases that the edition does not accept and no list of known failures has, for the reason that was seen. */
export function unlistedFailures({ cases }: Pick<RunReport, 'cases'>): readonly CaseReport[] {
  return cases.filter((one) => isAgainst(one.verdict) && isUnlisted(one))
}

/** Whether a failure has no entry in the list of known failures. */
export const isUnlisted = ({ known }: CaseReport | FindingReport): boolean => known === undefined

const isListed = (one: CaseReport) => isAgainst(one.verdict) && !isUnlisted(one)

/** After known findings, the other cases have to show as much as in a role without any. */
const isEnough = ({ verdict, cases, planned, unseen }: GeneratedReport) =>
  verdict === 'agrees' || (verdict === 'differs' && cases === planned && unseen.length === 0)

/** The properties that the generated cases of a role never exercised, if the conclusion depends on them. */
export const neverExercised = ({ verdict, findings, unseen }: GeneratedReport): readonly string[] =>
  verdict === 'vacuous' || (verdict === 'differs' && !findings.some(isUnlisted)) ? unseen : []

/** Such a case shows only that the subject can be opened. */
const hasNoAction = ({ actions }: CaseReport) => actions === 0

const hasRun = ({ verdicts }: RoleReport) => verdictKinds.some((kind) => isAccepted(kind) && verdicts[kind] > 0)

/** The exit code of a run with this report. */
export function exitCodeOf(report: RunReport): ExitCode {
  switch (conclusionOf(report).kind) {
    case 'conforms':
    case 'good-shard':
    case 'only-known-failures':
      return exitCodes.conforms
    case 'does-not-conform':
    case 'list-is-wrong':
      return exitCodes.doesNotConform
    case 'nothing-ran':
    case 'role-not-supported':
    case 'not-complete':
    case 'only-unspecified':
    case 'generated-too-little':
      return exitCodes.ranTooLittle
  }
}
