import type { Mismatch } from '../assertions/expectation.ts'
import { describeMismatch } from '../gherkin/describe-mismatch.ts'
import { requirementById } from '../requirements/registry.ts'

/** What cucumber shows of a failure: the requirements, what was expected, what came. No stack: the fault is not ours. */
export function failureMessage(requirements: readonly string[], mismatch: Mismatch): Error {
  const says = requirements.map(requirementById).map(({ id, level, says }) => `${id} (${level}): ${says}`)
  const error = new Error([...says, ...describeMismatch(mismatch)].join('\n'))
  // With frames of its own it would show them; without, it looks for some in each line, in time that grows with its cube.
  error.stack = ''
  return error
}
