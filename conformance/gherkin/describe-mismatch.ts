import type { Mismatch } from '../assertions/expectation.ts'
import { describeEvent } from './describe-event.ts'
import { diffLines } from './diff-lines.ts'

/** A mismatch as text: what is wrong, and below it the difference (`-` expected, `+` seen). */
export function describeMismatch({ expected, problem, seen }: Mismatch): readonly string[] {
  const lines = seen.length === 0 ? ['nothing'] : seen.map(describeEvent)
  return [`${problem} (- expected, + seen):`, ...diffLines(expected, lines).map((line) => `  ${line}`)]
}
