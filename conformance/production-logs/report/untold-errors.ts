import type { IgnoredError, RunState } from '../runs/state.ts'
import type { LogFinding } from './check-report.ts'

/** The error of a coordinator that no line gives to a query, if only this run can have it. */
export function untoldErrorOf(run: RunState, runs: readonly RunState[]): IgnoredError | undefined {
  const error = run.mayHaveIgnored
  return error !== undefined && ownerOf(error, runs) === run ? error : undefined
}

/** The errors that several queries can have had. */
export function errorsOfNobody(runs: readonly RunState[]): readonly LogFinding[] {
  const errors = new Set(runs.flatMap(({ mayHaveIgnored }) => mayHaveIgnored ?? []))
  return [...errors].flatMap((error): readonly LogFinding[] => {
    const { at, call } = error
    return ownerOf(error, runs) === undefined
      ? [{ kind: 'error-ignored', run: 'unknown', hasGoneOn: false, at, call, error: error.error }]
      : []
  })
}

/** The only run that has gone on to log offsets, or of whose epochs none was committed since. */
function ownerOf(error: IgnoredError, runs: readonly RunState[]): RunState | undefined {
  const silent = runs.filter(({ mayHaveIgnored }) => mayHaveIgnored === error)
  // The log may begin or end between the two entries of an epoch.
  const ahead = silent.filter((run) => loggedAhead(run) > (run.ended === undefined ? 1 : 0))
  if (ahead.length === 1) return ahead[0]
  // Behind offsets that could not be added, the query may commit their epoch: that another one commits says nothing.
  return silent.length === 1 && error.isStopShown ? silent[0] : undefined
}

/** How many epochs it has logged beyond its last commit. */
const loggedAhead = ({ logged: { ranges } }: RunState): number => (ranges.at(-1)?.[1] ?? -1) - (ranges[0]?.[0] ?? 0) + 1
