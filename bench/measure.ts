import type { Driver } from '../src/adapters/driver.ts'
import type { CoordinatorAction } from '../src/contract/actions.ts'
import { open, type State, step } from '../src/reference/model.ts'

const setup = { startEpoch: 1, epochBacklogQueueSize: 1_000_000 } as const
const batch = 1_000

/** Nanoseconds a message on the model, in process: the median of `rounds`, each from the same state. */
export function timeModel(
  before: readonly CoordinatorAction[],
  messages: readonly CoordinatorAction[],
  rounds: number,
) {
  let start: State = open({ role: 'coordinator', setup }, new Set()).state
  for (const action of before) start = step(start, action).state
  const times = Array.from({ length: rounds }, () => {
    let state = start
    const began = process.hrtime.bigint()
    for (const action of messages) state = step(state, action).state
    return Number(process.hrtime.bigint() - began) / messages.length
  })
  return median(times)
}

/** Nanoseconds a message through a driver, in batches, all that is between included. */
export async function timeDriver(
  driver: Driver,
  before: readonly CoordinatorAction[],
  messages: readonly CoordinatorAction[],
): Promise<number> {
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

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
