import { type Driver, DriverError, type DriverFailure } from '../../src/adapters/driver.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Walk } from '../schedules/walk.ts'
import type { SeenCase } from './judge-case.ts'

/** What a driver showed of a case; `failure`, if it did not come to the end, is about the step behind those seen. */
export interface Driven extends SeenCase {
  readonly failure?: DriverFailure
}

/** Puts a walk to a driver, all actions in one call; one by one if that fails, so that the place is known. */
export async function driveCase(driver: Driver, { space, steps }: Walk): Promise<Driven> {
  const actions = steps.map(({ action }) => action)
  try {
    const opened = await driver.open(space.opening)
    return { opened, steps: actions.length === 0 ? [] : await driver.apply(actions) }
  } catch (error) {
    const failure = failureOf(error)
    // A driver that is gone, or says that it cannot, would say the same again.
    if (failure.kind !== 'refused' && failure.kind !== 'not-supported') return { opened: [], steps: [], failure }
    return await driveOneByOne(driver, { space, steps })
  }
}

async function driveOneByOne(driver: Driver, { space, steps }: Pick<Walk, 'space' | 'steps'>): Promise<Driven> {
  let opened: readonly Event[] = []
  const seen: (readonly Event[])[] = []
  try {
    opened = await driver.open(space.opening)
    for (const { action } of steps) seen.push(...(await driver.apply([action])))
    return { opened, steps: seen }
  } catch (error) {
    return { opened, steps: seen, failure: failureOf(error) }
  }
}

function failureOf(error: unknown): DriverFailure {
  if (error instanceof DriverError) return error.failure
  throw error
}
