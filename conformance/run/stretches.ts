import type { Role } from '../../src/contract/roles.ts'
import { isHungTooOften } from '../generated/check-stretch.ts'
import type { RunState, StretchEntry } from './run-state.ts'

/** The generated cases of a role that a run has: the numbers from `from` to below `to`. */
export interface PlannedRole {
  readonly role: Role
  readonly from: number
  readonly to: number
}

/** A role has at most so many stretches. A run that is killed loses one of them, and each costs a little. */
const mostStretches = 100

/** A stretch, and its place among those of its role, by which they are dealt out among drivers. */
export interface PlannedStretch {
  readonly at: number
  readonly from: number
  readonly to: number
}

/** The stretches that are still to be run. None is after a case that shows the role given up, or the driver not deterministic. */
export function stretchesLeft({ role, from, to }: PlannedRole, state: RunState): readonly PlannedStretch[] {
  const done = state.stretches(role)
  const size = Math.max(1, Math.ceil((to - from) / mostStretches))
  return Array.from({ length: Math.ceil((to - from) / size) }, (_, at) => {
    const stretch = { from: from + at * size, to: Math.min(to, from + (at + 1) * size) }
    // A stretch that was stopped goes on where it stopped.
    const parts = done.filter(({ outcome }) => outcome.from >= stretch.from && outcome.from < stretch.to)
    return { at, from: Math.max(stretch.from, ...parts.map((part) => part.to)), to: stretch.to }
  }).filter((stretch) => stretch.from < stretch.to && !isDecided(stretch, done))
}

/** Whether the cases of the stretch do not count, whatever they show. */
export function isDecided(stretch: { readonly from: number }, done: readonly StretchEntry[]): boolean {
  const outcomes = done.map(({ outcome }) => outcome)
  const before = outcomes.filter(({ from }) => from <= stretch.from)
  return (
    outcomes.some(({ undetermined }) => undetermined !== undefined) ||
    before.some(({ givenUp }) => givenUp === true) ||
    isHungTooOften(before)
  )
}
