import type { Driver } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { type Load, loadMutant } from './mutated-model.ts'
import type { SeededBug } from './seeded-bugs/seeded-bug.ts'

/** A seeded bug as a driver, named after its id. @throws Error if the fault cannot be put into the model */
export async function seededBugDriver(bug: SeededBug, load?: Load): Promise<Driver> {
  const driver = referenceDriver(bug.edition, await loadMutant(bug, load))
  return {
    ...driver,
    async initialize() {
      const identity = await driver.initialize()
      return {
        ...identity,
        implementation: { ...identity.implementation, name: bug.id },
        roles: [bug.role],
      }
    },
  }
}
