import type { Mismatch } from '../assertions/expectation.ts'
import { describeMismatch } from '../gherkin/describe-mismatch.ts'
import { requirementById } from '../requirements/registry.ts'

/** The failure that Cucumber shows: the requirements and the difference. No stack, because the fault is not in the kit. */
export function failureMessage(requirements: readonly string[], mismatch: Mismatch): Error {
  const says = requirements.map(requirementById).map(({ id, level, says }) => `${id} (${level}): ${says}`)
  const error = new Error([...says, ...describeMismatch(mismatch)].join('\n'))
  // Cucumber would show the frames of a stack. Without a stack it searches each line for frames, in cubic time.
  error.stack = ''
  return error
}
