import type { LogVerdict } from '../production-logs/check-report.ts'
import type { JudgedApplication } from './judge.ts'

/** One row of the table of verdicts: one requirement in one application. The columns are named in the JVM program, too. */
export interface VerdictRow {
  readonly kind: 'row'
  readonly application: string
  readonly release: string | null
  readonly edition: string | null
  readonly requirement: string
  readonly verdict: LogVerdict['kind']
  readonly held: number
  readonly violated: number
  /** The first violation. */
  readonly file: string | null
  readonly line: number | null
  readonly expected: string | null
  readonly why: string | null
}

export function verdictRows({ application, report }: JudgedApplication): readonly VerdictRow[] {
  return Object.entries(report.requirements).map(([requirement, verdict]) => {
    const first = verdict.kind === 'violated' ? verdict.violations[0] : undefined
    return {
      kind: 'row',
      application,
      release: report.release ?? null,
      edition: report.edition ?? null,
      requirement,
      verdict: verdict.kind,
      held: verdict.kind === 'held' ? verdict.times : 'held' in verdict ? verdict.held : 0,
      violated: verdict.kind === 'violated' ? verdict.times : 0,
      file: first?.at.file ?? null,
      line: first?.at.line ?? null,
      expected: first?.expected ?? null,
      why: verdict.kind === 'cannot tell' ? verdict.why.join('; ') : null,
    }
  })
}
