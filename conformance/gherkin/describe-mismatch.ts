import { type DiffLine, insteadOf } from '../assertions/diff.ts'
import type { Mismatch } from '../assertions/expectation.ts'
import { describeEvent } from './describe-event.ts'

/** A mismatch as it stands in a report: `difference` is missing where an older version wrote the report. */
type Reported = Omit<Mismatch, 'difference'> & { readonly difference?: Mismatch['difference'] | undefined }

/** A mismatch as text: what is wrong, and below it the difference (`-` expected, `+` seen). */
export function describeMismatch({ expected, problem, seen, difference }: Reported): readonly string[] {
  const lines = describeDiff(difference ?? insteadOf(expected, seen))
  const all = seen.length === 0 ? [...lines, '+ nothing'] : lines
  return [`${problem} (- expected, + seen):`, ...all.map((line) => `  ${line}`)]
}

/** Common lines that are shown before and after each line that differs. */
const context = 2

/** The lines that differ, with two common lines around them; `…` stands for those that are left out. */
export function describeDiff(lines: readonly DiffLine[]): readonly string[] {
  return nearDifference(lines).map((line) => (line === undefined ? '…' : describeDiffLine(line)))
}

/** The lines that differ, with two common lines around them. Undefined stands for those that are left out. */
export function nearDifference(lines: readonly DiffLine[]): readonly (DiffLine | undefined)[] {
  const differs = lines.map(({ kind }) => kind !== 'both')
  const isNear = (at: number) => differs.slice(Math.max(0, at - context), at + context + 1).includes(true)
  return lines.flatMap((line, at) => {
    if (isNear(at)) return [line]
    return at === 0 || isNear(at - 1) ? [undefined] : []
  })
}

/** `- ` before what was expected, `+ ` before what was seen. */
export function describeDiffLine(line: DiffLine): string {
  switch (line.kind) {
    case 'both':
      return `  ${describeEvent(line.event)}`
    case 'expected':
      return `- ${line.phrase}`
    case 'seen':
      return `+ ${describeEvent(line.event)}`
    case 'omitted':
      return `… (${line.lines} more lines)`
  }
}
