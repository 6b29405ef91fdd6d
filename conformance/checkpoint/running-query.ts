import type { Checkpoint } from './checkpoint.ts'

/** Why a query seems to run on a checkpoint: a file of its logs is younger than `quiet` seconds. Undefined if none does. */
export function runningQuery(checkpoint: Checkpoint, { now, quiet }: { readonly now: number; readonly quiet: number }) {
  const age = (now - checkpoint.newest) / 1_000
  // A time in the future says as little as one long ago: the clocks differ.
  if (Math.abs(age) >= quiet) return undefined
  return `a file of its logs is ${Math.max(0, Math.round(age))} s old: a query seems to run on it (stop it, then wait; or give --quiet-for 0 if none runs)`
}
