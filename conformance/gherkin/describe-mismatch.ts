import type { Mismatch } from '../assertions/expectation.ts'
import { describeEvent } from './describe-event.ts'

/** A mismatch as people read it: what was expected, what is wrong, what came. */
export function describeMismatch({ expected, problem, seen }: Mismatch): string {
  return [
    'expected:',
    ...expected.map((line) => `  ${line}`),
    `${problem}${seen.length === 0 ? ' (nothing happened)' : ':'}`,
    ...seen.map((event) => `  ${describeEvent(event)}`),
  ].join('\n')
}
