import type { LogFinding } from './check-report.ts'
import type { RunState } from './state.ts'

/** What an operator has to know of a run, beside the verdicts. */
export function findingsOn(run: RunState): readonly LogFinding[] {
  const name = run.started?.runId ?? 'unknown'
  const { ignored, oldOffsets, ended, cancelled } = run
  return [
    ...(ignored === undefined
      ? []
      : [
          {
            kind: 'commits-stopped',
            run: name,
            lastCommitted: run.lastCommitted?.epoch,
            lastLogged: run.lastLogged?.epoch,
            at: ignored.at,
            call: ignored.call,
            error: ignored.error,
            errors: ignored.count,
          } as const,
        ]),
    ...(oldOffsets === undefined ? [] : [{ kind: 'old-offsets', run: name, ...oldOffsets } as const]),
    ...(ended?.error === undefined
      ? []
      : [{ kind: 'query-failed', run: name, at: ended.at, error: ended.error } as const]),
    ...(cancelled !== undefined && ended !== undefined && ended.error === undefined
      ? [{ kind: 'stopped', run: name, at: ended.at, aborts: run.aborts } as const]
      : []),
  ]
}
