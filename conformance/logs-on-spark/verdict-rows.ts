import type { CheckReport, LogVerdict } from '../production-logs/report/check-report.ts'

/** One row of the table of verdicts: one requirement in one application. The columns are named in the JVM program, too. */
export interface VerdictRow {
  readonly kind: 'row'
  /** Spark's id of it. */
  readonly application: string | null
  /** The first of its logs. */
  readonly log: string | null
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
  /** How many files of the application could not be read. */
  readonly unread: number
}

export function verdictRows({
  id,
  release,
  edition,
  files,
  requirements,
  unread = [],
}: CheckReport): readonly VerdictRow[] {
  return Object.entries(requirements).map(([requirement, verdict]) => {
    const first = verdict.kind === 'violated' ? verdict.violations[0] : undefined
    return {
      kind: 'row',
      application: id ?? null,
      log: files[0]?.name ?? null,
      release: release ?? null,
      edition: edition ?? null,
      requirement,
      verdict: verdict.kind,
      held: verdict.kind === 'held' ? verdict.times : 'held' in verdict ? verdict.held : 0,
      violated: verdict.kind === 'violated' ? verdict.times : 0,
      file: first?.at.file ?? null,
      line: first?.at.line ?? null,
      expected: first?.expected ?? null,
      why: verdict.kind === 'cannot tell' ? verdict.why.join('; ') : null,
      unread: unread.length,
    }
  })
}
