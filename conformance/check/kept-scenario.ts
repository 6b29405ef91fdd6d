import type { EditionName } from '../../src/reference/editions.ts'
import { gherkinOf } from '../counterexample/gherkin.ts'
import { requirementById } from '../requirements/registry.ts'
import type { Walk } from '../schedules/walk.ts'
import { type Against, requirementsBroken, stepOf } from './against.ts'

/** The case that speaks against an implementation as a scenario: it fails there, and passes on the model. */
export function keptScenario(walk: Walk, token: string, against: Against, edition: EditionName): string {
  const requirements = requirementsBroken(against, edition)
  return gherkinOf({
    walk,
    token,
    at: stepOf(against),
    requirements,
    name: nameOf(requirements),
    withLogs: isAboutLogs(against),
  })
}

/** What the first requirement says, which is what the scenario shows. */
function nameOf([requirement]: readonly string[]): string {
  return requirement === undefined
    ? 'the driver does what it is asked'
    : requirementById(requirement).says.replace(/\.$/, '')
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
