import { type Driver, DriverError, type DriverFailure } from '../../src/adapters/driver.ts'
import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Walk } from '../state-space/walk.ts'
import type { SeenCase } from './judge-case.ts'

/** The observed events of a case, and the failure of the driver if it did not reach the end. */
export interface Driven extends SeenCase {
  readonly failure?: DriverFailure
  /** The step that the failure is about; 0 is the opening. */
  readonly failedAt?: number
  /** How many more events the opening and each step had, if not all of them are kept. */
  readonly omitted?: readonly number[]
}

/** The actions of a walk that the driver has done. */
export function actionsDone({ steps }: Walk, driven: Driven): readonly Action[] {
  return steps.slice(0, driven.steps.length).map(({ action }) => action)
}

/** Runs a walk on a driver, all actions in one call; one by one if that fails, to find the failing step. */
export async function driveCase(driver: Driver, { space, steps }: Walk): Promise<Driven> {
  const actions = steps.map(({ action }) => action)
  let opened: readonly Event[] | undefined
  try {
    opened = await driver.open(space.opening)
    return { opened, steps: actions.length === 0 ? [] : await driver.apply(actions) }
  } catch (error) {
    const failure = failureOf(error)
    // The step is known, and a driver that hangs costs its time limit once.
    if (opened === undefined) return { opened: [], steps: [], failure, failedAt: 0 }
    const again = await driveOneByOne(driver, { space, steps })
    // A driver that fails in the single call has failed, even if the actions succeed one by one: a call may hold any number of them.
    if (again.failure !== undefined || failure.kind === 'not-supported') return again
    if (failure.kind === 'refused') return { ...again, failure, failedAt: steps.length }
    return { opened: [], steps: [], failure, failedAt: steps.length }
  }
}

async function driveOneByOne(driver: Driver, { space, steps }: Pick<Walk, 'space' | 'steps'>): Promise<Driven> {
  let opened: readonly Event[] | undefined
  const seen: (readonly Event[])[] = []
  try {
    opened = await driver.open(space.opening)
    for (const { action } of steps) seen.push(...(await driver.apply([action])))
    return { opened, steps: seen }
  } catch (error) {
    const failedAt = opened === undefined ? 0 : seen.length + 1
    return { opened: opened ?? [], steps: seen, failure: failureOf(error), failedAt }
  }
}

/** Whether the driver itself has failed. A refusal that it replies is no failure of the driver. */
export const isLost = ({ kind }: DriverFailure): boolean => kind !== 'refused' && kind !== 'not-supported'

function failureOf(error: unknown): DriverFailure {
  if (error instanceof DriverError) return error.failure
  throw error
}
