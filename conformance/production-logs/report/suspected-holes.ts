import type { Hole } from '../runs/hole-witness.ts'
import type { CheckReport } from './check-report.ts'

/**
 * Where lines may be missing that explain all violations: in each file, before the first line that contradicts another one. None if nothing
 * is violated.
 */
export function suspectedHoles({ requirements }: CheckReport): readonly Hole[] {
  const first = new Map<string, number>()
  for (const verdict of Object.values(requirements)) {
    if (verdict.kind !== 'violated') continue
    for (const { at } of verdict.violations) first.set(at.file, Math.min(first.get(at.file) ?? at.line, at.line))
  }
  return [...first].flatMap(([file, line]) => (line > 1 ? [{ file, before: line - 1 }] : [])).slice(0, mostTried)
}

/** Each of them takes a reading of all files. */
const mostTried = 3

/** Whether a report that was made with a hole shows the hole, and explains all by it. */
export const isExplained = ({ requirements, findings }: CheckReport): boolean =>
  findings.some(({ kind }) => kind === 'lines-missing') &&
  Object.values(requirements).every(({ kind }) => kind !== 'violated')
