import type { Driver } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { type Load, loadMutant } from './mutated-model.ts'
import type { SeededBug } from './seeded-bugs/seeded-bug.ts'

/** A faulty implementation as a driver, which says what it is. @throws Error if its fault cannot be put into the model */
export async function faultyDriver(faulty: SeededBug, load?: Load): Promise<Driver> {
  const driver = referenceDriver(faulty.edition, await loadMutant(faulty, load))
  return {
    ...driver,
    async initialize() {
      const identity = await driver.initialize()
      return {
        ...identity,
        implementation: { ...identity.implementation, name: faulty.id },
        roles: [faulty.role],
      }
    },
  }
}
