import type { EditionName } from '../../src/reference/editions.ts'
import { requirementById } from '../requirements/registry.ts'
import { gherkinOf } from '../shrinking/gherkin.ts'
import type { Walk } from '../state-space/walk.ts'
import { type Counterevidence, requirementsBroken, stepOf } from './counterevidence.ts'

/** The case that speaks against an implementation as a scenario: it fails there, and passes on the model. */
export function regressionScenario(walk: Walk, token: string, against: Counterevidence, edition: EditionName): string {
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

function isAboutLogs(against: Counterevidence): boolean {
  if (against.kind === 'driver' || against.finding.kind === 'broken') return false
  return against.finding.why.problems.some((problem) =>
    [
      problem.kind === 'before-its-cause' ? problem.cause : undefined,
      'expected' in problem ? problem.expected : problem.seen,
    ].some((event) => event?.kind === 'logged'),
  )
}
