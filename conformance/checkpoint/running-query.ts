import type { Checkpoint } from './checkpoint.ts'

/**
 * Why a query seems to run on a checkpoint: the newest file of its logs is younger than `quiet` seconds, or it comes from the future, so
 * that its age is not known. Undefined if neither is so, and if `quiet` is 0. `now` is in milliseconds since 1970.
 */
export function runningQuery(
  { newest, timesIn }: Checkpoint,
  { now, quiet }: { readonly now: number; readonly quiet: number },
): string | undefined {
  const wanted = '(stop it, then wait; --quiet-for 0 says that none runs)'
  // A coarse time was rounded down.
  const age = (now - newest - (timesIn > 1 ? timesIn : 0)) / 1_000
  if (quiet === 0 || age >= quiet) return undefined
  const shown = Math.round((now - newest) / 1_000)
  return shown < 0
    ? `the newest file of its logs is of a time ${-shown} s from now, so the clocks differ, and a query may run on it ${wanted}`
    : `the newest file of its logs is ${shown} s old, so a query seems to run on it ${wanted}`
}
