import type { Identity } from '../../src/contract/protocol.ts'
import { type Role, roles } from '../../src/contract/roles.ts'
import type { ReportedChoice } from '../drivers/choice.ts'
import type { Rerun } from '../drivers/command-line.ts'
import type { RoleOutcome } from '../generated/check-role.ts'
import { kit } from '../kit.ts'
import type { Edition } from '../requirements/edition.ts'
import type { CaseResult } from '../suite/run-suite.ts'
import { type VerdictKind, verdictKinds } from '../suite/verdict.ts'
import { caseReport } from './case-report.ts'
import { causesOf } from './causes.ts'
import { type Digest, digestOfJudge, digestOfPages, digestOfSuite } from './digests.ts'
import { generatedReport } from './generated-report.ts'
import { type CaseReport, type RoleReport, type RunReport, reportFormat, type Shard } from './report.ts'
import { requirementReports } from './requirement-report.ts'
import { suiteCoverage } from './suite-coverage.ts'

/** The parts of a report. */
export interface ReportedRun {
  readonly identity: Identity
  readonly choice: ReportedChoice
  readonly driverDigest: Digest
  readonly edition: Edition
  /** The options that are needed to run a case again, one word each. */
  readonly rerunOptions?: readonly string[]
  readonly tags: string
  /** Where the run is one of several shards: which one, and the ids of the scenarios of all of them. */
  readonly shard?: Shard & { readonly suite: readonly string[] }
  readonly results: readonly CaseResult[]
  readonly generated: readonly RoleOutcome[]
  readonly startedAt: Date
  readonly finishedAt: Date
}

export function runReport(run: ReportedRun): RunReport {
  const rerun: Rerun = { choice: run.choice, options: run.rerunOptions ?? [] }
  const cases = run.results.map((result) => caseReport(result, run.edition, rerun))
  const generated = run.generated.map((outcome) => generatedReport(outcome, run.edition, rerun))
  const suite = run.shard?.suite ?? cases.map(({ id }) => id)
  return {
    format: reportFormat,
    kit,
    suite: { scenarios: suite.length, digest: digestOfSuite(suite) },
    ...(run.shard === undefined ? {} : { shard: { index: run.shard.index, of: run.shard.of } }),
    judge: digestOfJudge(),
    pages: digestOfPages(),
    driver: { ...run.identity, choice: run.choice, digest: run.driverDigest },
    edition: run.edition.name,
    selection: run.tags,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt.toISOString(),
    roles: roleReports(cases),
    cases,
    causes: causesOf({ cases, generated }),
    coverage: suiteCoverage(run.results, run.edition),
    generated,
    requirements: requirementReports({ cases, generated, edition: run.edition }),
    complete: !cases.some(({ verdict }) => verdict === 'not-run'),
  }
}

/** The verdicts per role. */
export function roleReports(cases: readonly CaseReport[]): readonly RoleReport[] {
  return roles.flatMap((role) => roleReport(role, cases))
}

function roleReport(role: Role, cases: readonly CaseReport[]): readonly RoleReport[] {
  const own = cases.filter((one) => one.role === role)
  if (own.length === 0) return []
  const counts = verdictKinds.map((kind) => [kind, own.filter(({ verdict }) => verdict === kind).length] as const)
  return [{ role, planned: own.length, verdicts: Object.fromEntries(counts) as Record<VerdictKind, number> }]
}
