import type { Mismatch } from '../assertions/expectation.ts'
import { describeEvent } from './describe-event.ts'

/** A mismatch as text: what was expected, what is wrong, and what was seen. */
export function describeMismatch({ expected, problem, seen }: Mismatch): string {
  return [
    'expected:',
    ...expected.map((line) => `  ${line}`),
    `${problem}${seen.length === 0 ? ' (nothing happened)' : ':'}`,
    ...seen.map((event) => `  ${describeEvent(event)}`),
  ].join('\n')
}
