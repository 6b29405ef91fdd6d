import type { Edition } from '../requirements/edition.ts'
import { type Losses, lossesOf } from '../suite/losses.ts'
import type { PlannedCase } from '../suite/planned-case.ts'
import { failuresLeft } from './run-role.ts'
import type { RunState } from './run-state.ts'
import { type PlannedRole, stretchesLeft } from './stretches.ts'

/** All that a run has to do. */
export interface RunPlan {
  readonly edition: Edition
  /** The scenarios of all shards, in their order. */
  readonly suite: readonly PlannedCase[]
  /** The scenarios of this run, in their order. */
  readonly cases: readonly PlannedCase[]
  readonly roles: readonly PlannedRole[]
  /** The seed of the generated cases. */
  readonly seed: number
  /** How many cases are tried to make a failing one smaller. */
  readonly tries: number
}

/** The cases that lost the driver, as far as the run has come. */
export function lossesSoFar({ suite }: RunPlan, state: RunState): Losses {
  return lossesOf(
    [...state.cases.values()].map(({ report }) => report),
    suite.map(({ scenario }) => scenario),
  )
}

/** The scenarios that are still to be run. */
export function casesLeft({ cases }: RunPlan, state: RunState, losses: Losses): readonly PlannedCase[] {
  return cases.filter(({ scenario }) => !state.cases.has(scenario.id) && losses.givenUp(scenario) === undefined)
}

/** Whether all is done that the run has to do. */
export function isDone(plan: RunPlan, state: RunState, losses = lossesSoFar(plan, state)): boolean {
  return (
    casesLeft(plan, state, losses).length === 0 &&
    plan.roles.every((role) => stretchesLeft(role, state).length === 0 && failuresLeft(role, state).length === 0)
  )
}
