import type { IgnoredError, RunState } from '../runs/state.ts'
import type { LogFinding } from './check-report.ts'

/**
 * The error of a coordinator that no line gives to a query, if only one can have it: all others have committed an epoch since, or only one
 * has gone on to log offsets.
 */
export function untoldErrorOf(run: RunState, runs: readonly RunState[]): IgnoredError | undefined {
  const error = run.mayHaveIgnored
  if (error === undefined) return undefined
  const [only, ...others] = suspectsOf(error, runs)
  return only === run && others.length === 0 ? error : undefined
}

/** The errors that several queries can have had. */
export function errorsOfNobody(runs: readonly RunState[]): readonly LogFinding[] {
  const errors = new Set(runs.flatMap(({ mayHaveIgnored }) => mayHaveIgnored ?? []))
  return [...errors].flatMap((error): readonly LogFinding[] => {
    const { at, call } = error
    return suspectsOf(error, runs).length > 1
      ? [{ kind: 'error-ignored', run: 'unknown', at, call, error: error.error }]
      : []
  })
}

function suspectsOf(error: IgnoredError, runs: readonly RunState[]): readonly RunState[] {
  const silent = runs.filter(({ mayHaveIgnored }) => mayHaveIgnored === error)
  const ahead = silent.filter(({ lastCommitted, lastLogged, ended }) => {
    const distance = (lastLogged?.epoch ?? -1) - (lastCommitted?.epoch ?? -1)
    // The log may end between the two entries of an epoch.
    return distance > (ended === undefined ? 1 : 0)
  })
  return ahead.length === 1 ? ahead : silent
}
