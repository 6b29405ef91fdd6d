// The public API of the package. Everything else may change in any release.

export { SuiteError, UsageError } from '../conformance/errors.ts'
export type { ExitCode } from '../conformance/exit-codes.ts'
export { type Conclusion, conclusionOf, exitCodeOf } from '../conformance/report/conclusion.ts'
export type {
  CaseReport,
  CauseReport,
  Diagnosis,
  FindingReport,
  GeneratedReport,
  RequirementReport,
  RoleReport,
  RunReport,
  Standing,
} from '../conformance/report/report.ts'
export { requirementById, requirements } from '../conformance/requirements/registry.ts'
export type { Basis, Requirement, SentenceRef } from '../conformance/requirements/requirement.ts'
export { isAgainst, type VerdictKind, verdictKinds } from '../conformance/suite/verdict.ts'
export * from '../src/index.ts'
export { describeRun } from './describe-run.ts'
export { runSuite, type SuiteOptions } from './run-suite.ts'
export { writeReport } from './write-report.ts'
