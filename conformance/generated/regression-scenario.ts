import { isExactMatch } from '../oracle/match-events.ts'
import type { Edition } from '../requirements/edition.ts'
import { requirementById } from '../requirements/registry.ts'
import { gherkinOf } from '../shrinking/gherkin.ts'
import type { Walk } from '../state-space/walk.ts'
import { type Counterevidence, requirementsBroken, stepOf } from './counterevidence.ts'

/** The finding against an implementation as a scenario: it fails there and passes on the model. */
export function regressionScenario(walk: Walk, token: string, against: Counterevidence, edition: Edition): string {
  const requirements = requirementsBroken(against, edition)
  const at = stepOf(against)
  const seen = against.kind === 'differs' && against.finding.kind === 'nonconforming' ? against.finding.why.seen : []
  const expected = at === 0 ? walk.opened : (walk.steps[at - 1]?.events ?? [])
  return gherkinOf({
    walk,
    token,
    at,
    requirements,
    name: nameOf(requirements),
    // If all other events are equal, the difference is a log line, whatever the kind of the problem.
    withLogs: isAboutLogs(against) || isExactMatch(expected, seen, 'ignore'),
    loggedBy: [...new Set(seen.flatMap((event) => (event.kind === 'logged' ? [event.actor] : [])))],
  })
}

/** The text of the first requirement, which the scenario checks. */
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
