import type { Identity } from '../../src/contract/protocol.ts'
import { type Role, roles } from '../../src/contract/roles.ts'
import type { ReportedChoice } from '../drivers/choice.ts'
import { kit } from '../kit.ts'
import type { Edition } from '../requirements/edition.ts'
import { type VerdictKind, verdictKinds } from '../suite/verdict.ts'
import { causesOf } from './causes.ts'
import { type Digest, digestOfJudge, digestOfPages, digestOfSuite } from './digests.ts'
import {
  type CaseReport,
  type GeneratedReport,
  type RoleReport,
  type RunReport,
  reportFormat,
  type Shard,
} from './report.ts'
import { requirementReports } from './requirement-report.ts'

/** The results of a run, each reported already. */
export interface AssembledRun {
  readonly identity: Identity
  readonly choice: ReportedChoice
  readonly driverDigest: Digest
  readonly edition: Edition
  readonly tags: string
  /** Where the run is one of several shards: which one, and the ids of the scenarios of all of them. */
  readonly shard?: Shard & { readonly suite: readonly string[] }
  readonly startedAt: Date
  readonly finishedAt: Date
  /** The failures of the driver when it was shut down. */
  readonly shutdown?: readonly string[]
  /** In the order of the suite. */
  readonly cases: readonly CaseReport[]
  readonly coverage: RunReport['coverage']
  readonly generated: readonly GeneratedReport[]
  /** Whether the run was stopped before all was done. */
  readonly isStopped?: boolean
}

export function assembledReport(run: AssembledRun): RunReport {
  const { cases, generated, shutdown = [] } = run
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
    coverage: run.coverage,
    generated,
    requirements: requirementReports({ cases, generated, edition: run.edition }),
    complete: run.isStopped !== true && isAllRun({ cases, generated }),
    ...(shutdown.length === 0 ? {} : { shutdown }),
  }
}

/** Whether each planned case, also each generated one, was run to its end. */
export function isAllRun({ cases, generated }: Pick<RunReport, 'cases' | 'generated'>): boolean {
  return cases.every(({ verdict }) => verdict !== 'not-run') && generated.every((role) => role.cases === role.planned)
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
