import { DriverError } from '../../src/adapters/driver.ts'
import { cwcCommandLine, type Rerun } from '../drivers/command-line.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Scenario } from '../suite/planned-case.ts'
import type { CaseResult } from '../suite/run-cases.ts'
import type { CaseFailure } from '../suite/session.ts'
import type { Verdict } from '../suite/verdict.ts'
import { diagnose } from './diagnosis.ts'
import type { CaseReport } from './report.ts'

/** One case as data, with what is wrong in it, and the command line that runs it again. */
export function caseReport(result: CaseResult, edition: Edition, { choice, options }: Rerun): CaseReport {
  const { scenario, verdict, trace } = result
  const again = againLine(scenario, { choice, options })
  const actions = trace.filter(({ kind }) => kind === 'acted').length
  const kept = verdict.kind === 'passed' ? [] : trace
  const diagnosis = diagnose(result, edition)
  return {
    ...scenario,
    verdict: verdict.kind,
    ...detailsOf(verdict),
    ...(diagnosis === undefined ? {} : { diagnosis }),
    actions,
    trace: kept,
    again,
  }
}

/** The command line that runs one case again. */
export function againLine({ file, line }: Scenario, { choice, options }: Rerun): string {
  return cwcCommandLine(['run'], { choice, options: [...options, '--features', `${file}:${line}`] })
}

/** A planned case that was not run, for this reason. */
export function notRunReport(planned: Scenario, again: string, reason: string): CaseReport {
  const { id, name, feature, rule, role, requirements, tags, file, line } = planned
  const scenario = { id, name, feature, rule, role, requirements, tags, file, line }
  return { ...scenario, verdict: 'not-run', reason, actions: 0, trace: [], again }
}

type Details = Pick<
  CaseReport,
  | 'reason'
  | 'deviation'
  | 'unspecified'
  | 'expected'
  | 'problem'
  | 'seen'
  | 'difference'
  | 'step'
  | 'attempted'
  | 'violates'
>

function detailsOf(verdict: Verdict): Details {
  switch (verdict.kind) {
    case 'passed':
      return {}
    case 'failed':
    case 'crashed':
    case 'timed-out':
      return detailsOfFailure(verdict.failure)
    case 'deviates':
      return { ...detailsOfFailure(verdict.failure), deviation: verdict.deviation }
    case 'unspecified':
      return {
        ...detailsOfFailure(verdict.failure),
        unspecified: { requirements: verdict.requirements, where: verdict.where },
      }
    case 'passed-unexpectedly':
      return { deviation: verdict.deviation }
    case 'not-supported':
    case 'not-run':
      return { reason: verdict.reason }
  }
}

function detailsOfFailure(failure: CaseFailure): Details {
  switch (failure.kind) {
    case 'mismatch':
      return { step: failure.step, ...failure.mismatch }
    case 'violation':
    case 'nonconforming':
      return { violates: failure.requirement, ...failure.mismatch }
    case 'driver':
      return {
        step: failure.step,
        attempted: failure.attempted,
        reason: new DriverError(failure.failure).message,
      }
    case 'abandoned':
      return { step: failure.step, reason: failure.reason }
  }
}
