import type { Hole } from '../runs/hole-witness.ts'
import type { Place } from '../runs/state.ts'
import { type CheckReport, type LogFinding, losesRows } from './check-report.ts'

/**
 * Where lines may be missing that explain all violations: in each file, before the first line that contradicts another one. If nothing is
 * violated, before the lines that lose rows by what they lack.
 */
export function suspectedHoles({ requirements, findings }: CheckReport): readonly Hole[] {
  const violations = Object.values(requirements).flatMap((verdict) =>
    verdict.kind === 'violated' ? verdict.violations.map(({ at }) => at) : [],
  )
  const first = new Map<string, number>()
  for (const { file, line } of violations.length > 0 ? violations : linesThatLack(findings))
    first.set(file, Math.min(first.get(file) ?? line, line))
  return [...first].flatMap(([file, line]) => (line > 1 ? [{ file, before: line - 1 }] : [])).slice(0, mostTried)
}

/** Each of them takes a reading of all files. */
const mostTried = 3

/** A commit without its offsets, and the end of a run without the commits of offsets that are there. */
const linesThatLack = (findings: readonly LogFinding[]): readonly Place[] =>
  findings.filter(losesRows).flatMap((finding) => {
    switch (finding.kind) {
      case 'old-offsets':
        return [finding.at]
      case 'offsets-ahead':
        return findings.flatMap((end) =>
          (end.kind === 'stopped' || end.kind === 'query-failed') && end.run === finding.run ? [end.at] : [],
        )
      default:
        return []
    }
  })

/** Whether a report that was made with a hole shows the hole, and explains by it what led to it. */
export function isExplained(report: CheckReport, first: CheckReport): boolean {
  const isShown = report.findings.some(({ kind }) => kind === 'lines-missing')
  return isShown && !isViolated(report) && (isViolated(first) || !report.findings.some(losesRows))
}

const isViolated = ({ requirements }: CheckReport) =>
  Object.values(requirements).some(({ kind }) => kind === 'violated')
