import type { PlacedStep } from './planned-case.ts'

/** The steps of each scenario that Cucumber has read, by the id of its pickle. */
export type Reading = Map<string, readonly PlacedStep[]>

// Cucumber imports the steps by itself. A test runner with its own module loader has a second copy of this module.
const shared = globalThis as typeof globalThis & { cwcReading?: Reading | undefined }

/** Collects the steps that are read while `body` runs. One at a time, because Cucumber runs in this process. */
export async function collectSteps<T>(
  body: () => Promise<T>,
): Promise<{ readonly steps: Reading; readonly result: T }> {
  if (shared.cwcReading !== undefined) throw new Error('the features are being read already')
  const steps: Reading = new Map()
  shared.cwcReading = steps
  try {
    return { steps, result: await body() }
  } finally {
    shared.cwcReading = undefined
  }
}

/** The reading that is under way. @throws Error if the features are run by a program other than `cwc` */
export function currentReading(): Reading {
  if (shared.cwcReading === undefined)
    throw new Error('Cucumber only reads the features here: run them with `npx cwc run`, not with cucumber-js')
  return shared.cwcReading
}
