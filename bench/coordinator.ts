import Table from 'cli-table3'
import type { DriverChoice } from '../conformance/drivers/choice.ts'
import { makeDriver } from '../conformance/drivers/make-driver.ts'
import type { Driver } from '../src/adapters/driver.ts'
import { killAllChildren } from '../src/adapters/stdio/live-children.ts'
import { timeDriver, timeModel } from './measure.ts'
import { backlog, measured, steady } from './messages.ts'

// `npm run bench`: the model's coordinator against real Spark's, on the same messages, in one run.

/** By backlog in epochs: how many times faster than Spark 2.4.8 the model has to be. */
const wanted: ReadonlyMap<number, number> = new Map([
  [100, 1],
  [1_000, 50],
  [10_000, 100],
])
const wantedThroughSpark = 5_000
const wantedThroughServe = 20_000
const wantedGrowth = 2

async function start(choice: DriverChoice): Promise<Driver> {
  const driver = await makeDriver(choice, {
    edition: undefined,
    timeoutSeconds: 600,
    signal: new AbortController().signal,
    onProgress: (line) => console.error(line),
  })
  await driver.initialize()
  return driver
}

const spark = await start({ kind: 'spark', source: { kind: 'release', version: '2.4.8' }, master: { kind: 'local' } })
const served = await start({ kind: 'command', command: process.execPath, args: ['bin/cwc.js', 'serve', 'reference'] })
const failures: string[] = []
const hold = (what: string, holds: boolean) => {
  if (!holds) failures.push(what)
}

try {
  // Both are warmed up on unmeasured messages, so that compilation does not count.
  await timeDriver(spark, { before: [], messages: steady(20_000) })
  await timeDriver(served, { before: [], messages: steady(20_000) })
  timeModel([{ before: backlog(1_000), messages: measured(1_000, 500) }], 100)

  const sizes = [...wanted.keys()]
  const loads = sizes.map((epochs) => ({ before: backlog(epochs), messages: measured(epochs, Math.min(epochs, 500)) }))
  const own = timeModel(loads, 200)
  const table = new Table({
    head: ['backlog, epochs', 'model, µs', 'Spark 2.4.8, µs', 'Spark / model', 'wanted'],
    style: { head: [], border: [] },
  })
  for (const [index, epochs] of sizes.entries()) {
    const load = loads[index]
    const model = own[index]
    const times = wanted.get(epochs)
    if (load === undefined || model === undefined || times === undefined) continue
    const theirs = await timeDriver(spark, load)
    table.push([
      epochs,
      (model / 1e3).toFixed(2),
      (theirs / 1e3).toFixed(1),
      (theirs / model).toFixed(0),
      `>= ${times}`,
    ])
    hold(`the model is ${times} times faster at a backlog of ${epochs} epochs`, theirs / model >= times)
  }
  console.log('A message to the coordinator (to Spark: through its driver, in batches of 1,000)')
  console.log(table.toString())

  const growth = (own[2] ?? Number.NaN) / (own[0] ?? Number.NaN)
  console.log(
    `The model's cost per message at a backlog of 10,000 is ${growth.toFixed(2)} times that at 100 (wanted: at most 2).`,
  )
  hold('the cost per message hardly grows with the backlog', growth <= wantedGrowth)

  const throughSpark = 1e9 / (await timeDriver(spark, { before: [], messages: steady(20_000) }))
  console.log(
    `Through the Spark driver: ${Math.round(throughSpark)} actions/s (wanted: at least ${wantedThroughSpark}).`,
  )
  hold(`at least ${wantedThroughSpark} actions/s through the Spark driver`, throughSpark >= wantedThroughSpark)

  const throughServe = 1e9 / (await timeDriver(served, { before: [], messages: steady(100_000) }))
  console.log(
    `Through \`cwc serve reference\`: ${Math.round(throughServe)} actions/s (wanted: at least ${wantedThroughServe}).`,
  )
  hold(`at least ${wantedThroughServe} actions/s through cwc serve reference`, throughServe >= wantedThroughServe)
} finally {
  await Promise.allSettled([spark.shutdown(), served.shutdown()])
  killAllChildren()
}
for (const failure of failures) console.log(`does not hold: ${failure}`)
process.exitCode = failures.length === 0 ? 0 : 1
