import type { Driver } from '../src/adapters/driver.ts'
import type { CoordinatorAction } from '../src/contract/actions.ts'
import { open, type State, step } from '../src/reference/model.ts'

const setup = { startEpoch: 1, epochBacklogQueueSize: 1_000_000 } as const
const batch = 1_000

/** The messages to time, and the messages sent before them. */
export interface Load {
  readonly before: readonly CoordinatorAction[]
  readonly messages: readonly CoordinatorAction[]
}

/**
 * Nanoseconds per message on the model, in process, for each load: the median of `rounds`, each from the same state. The loads
 * take turns, so that other work on the machine affects all of them.
 */
export function timeModel(loads: readonly Load[], rounds: number): readonly number[] {
  const cases = loads.map(({ before, messages }) => ({ start: stateAfter(before), messages, times: [] as number[] }))
  for (let round = 0; round < rounds; round++) {
    for (const { start, messages, times } of cases) {
      let state = start
      const began = process.hrtime.bigint()
      for (const action of messages) state = step(state, action).state
      times.push(Number(process.hrtime.bigint() - began) / messages.length)
    }
  }
  return cases.map(({ times }) => median(times))
}

function stateAfter(actions: readonly CoordinatorAction[]): State {
  let state: State = open({ role: 'coordinator', setup }, new Set()).state
  for (const action of actions) state = step(state, action).state
  return state
}

/** Nanoseconds per message through a driver, in batches, transport included. */
export async function timeDriver(driver: Driver, { before, messages }: Load): Promise<number> {
  await driver.open({ role: 'coordinator', setup: setup })
  await applyAll(driver, before)
  const began = process.hrtime.bigint()
  await applyAll(driver, messages)
  const time = Number(process.hrtime.bigint() - began) / messages.length
  await driver.close()
  return time
}

async function applyAll(driver: Driver, actions: readonly CoordinatorAction[]): Promise<void> {
  for (let from = 0; from < actions.length; from += batch) await driver.apply(actions.slice(from, from + batch))
}

/** The median; NaN of no values. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
