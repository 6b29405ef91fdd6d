import { mostActionsOfRun, refuseMore } from '../gherkin/limits.ts'
import type { PlacedStep } from './planned-case.ts'

/** What Cucumber has read so far. */
export class Reading {
  /** The steps of each scenario, by the id of its pickle. */
  readonly steps = new Map<string, readonly PlacedStep[]>()
  #actions = 0

  /**
   * Counts actions of a scenario. False if all scenarios together have too many: then nothing more is kept.
   *
   * @throws Error the first time that they have too many
   */
  count(actions: number): boolean {
    if (this.#actions > mostActionsOfRun) return false
    this.#actions += actions
    refuseMore(this.#actions, 'actions in all scenarios', mostActionsOfRun)
    return true
  }
}

// Cucumber imports the steps by itself. A test runner with its own module loader has a second copy of this module.
const shared = globalThis as typeof globalThis & { cwcReading?: Reading | undefined }

/** Collects the steps that are read while `body` runs. One at a time, because Cucumber runs in this process. */
export async function collectSteps<T>(
  body: () => Promise<T>,
): Promise<{ readonly steps: Reading['steps']; readonly result: T }> {
  if (shared.cwcReading !== undefined) throw new Error('the features are being read already')
  const reading = new Reading()
  shared.cwcReading = reading
  try {
    return { steps: reading.steps, result: await body() }
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
