import type { EditionName } from '../../src/reference/editions.ts'
import { gherkinOf } from '../counterexample/gherkin.ts'
import { describeProblem } from '../oracle/describe-unexplained.ts'
import type { Walk } from '../schedules/walk.ts'
import { type Against, requirementsBroken, stepOf } from './against.ts'

/** The case that speaks against an implementation as a scenario: it fails there, and passes on the model. */
export function keptScenario(walk: Walk, token: string, against: Against, edition: EditionName): string {
  return gherkinOf({
    walk,
    token,
    at: stepOf(against),
    requirements: requirementsBroken(against, edition),
    name: nameOf(against),
    withLogs: isAboutLogs(against),
  })
}

function nameOf(against: Against): string {
  if (against.kind === 'driver') return 'the driver does what it is asked'
  const { finding } = against
  return finding.kind === 'broken' ? finding.property : `not so: ${describeProblem(finding.why.problems[0])}`
}

function isAboutLogs(against: Against): boolean {
  if (against.kind === 'driver' || against.finding.kind === 'broken') return false
  return against.finding.why.problems.some((problem) =>
    [
      problem.kind === 'before-its-cause' ? problem.cause : undefined,
      'expected' in problem ? problem.expected : problem.seen,
    ].some((event) => event?.kind === 'logged'),
  )
}
