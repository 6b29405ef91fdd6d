import fc from 'fast-check'
import type { DriverChoice } from '../conformance/drivers/choice.ts'
import { makeDriver } from '../conformance/drivers/make-driver.ts'
import { checkCase } from '../conformance/generated/check-case.ts'
import { checkStretch } from '../conformance/generated/check-stretch.ts'
import { propertiesOf } from '../conformance/properties/role-properties.ts'
import { editionOf } from '../conformance/requirements/edition.ts'
import { stateSpaceOf } from '../conformance/state-space/roles.ts'
import { randomChoices, walk } from '../conformance/state-space/walk.ts'
import { referenceDriver } from '../src/adapters/reference/reference-driver.ts'
import { killAllChildren } from '../src/adapters/stdio/live-children.ts'
import { scheduledRuns } from './peers/fast-check-scheduler.ts'

// `npm run bench:schedules`: random schedules per second, in process, against fast-check's own scheduler; and through the Spark driver.

const seed = 1
const wantedSchedules = 100_000
const wantedThroughSpark = 5_000
const failures: string[] = []
const hold = (what: string, holds: boolean) => {
  console.log(`${holds ? 'holds' : 'does not hold'}: ${what}`)
  if (!holds) failures.push(what)
}

/** Schedules per second of six senders with one message each: generated, run on the model and on the driver, and judged. */
async function ownSchedules(seconds: number): Promise<number> {
  const bounds = { role: 'coordinator', writers: 3, readers: 3, epochs: 1, first: 1, faults: [], times: 1 } as const
  const [space, properties, driver] = [
    stateSpaceOf(bounds),
    propertiesOf('coordinator', new Set()),
    referenceDriver('document'),
  ]
  const generated = fc.sample(fc.array(fc.nat(255), { minLength: 6, maxLength: 6 }), { seed, numRuns: 20_000 })
  let done = 0
  const began = process.hrtime.bigint()
  const elapsed = () => Number(process.hrtime.bigint() - began) / 1e9
  while (elapsed() < seconds) {
    for (const numbers of generated) {
      const { outcome } = await checkCase(
        driver,
        walk(space, randomChoices(numbers), new Set()),
        properties,
        editionOf('document'),
      )
      if (outcome.kind !== 'agrees') throw new Error('schedules: the model does not agree with itself')
    }
    done += generated.length
  }
  return done / elapsed()
}

await ownSchedules(1)
const own = await ownSchedules(3)
const peer = await scheduledRuns({ seconds: 3, seed })
console.log(
  `six tasks: ${Math.round(own)} schedules/s, generated, run and judged; ${peer.version}: ${JSON.stringify(peer)}`,
)
hold(`at least ${wantedSchedules} random schedules/s in process (${Math.round(own)})`, own >= wantedSchedules)

const signal = new AbortController().signal
const onProgress = (line: string) => console.error(line)
const spark248: DriverChoice = {
  kind: 'spark',
  source: { kind: 'release', version: '2.4.8' },
  master: { kind: 'local' },
}
const driver = await makeDriver(spark248, {
  edition: undefined,
  timeoutSeconds: 600,
  signal,
  onProgress,
})
try {
  await driver.initialize()
  const run = {
    driver,
    edition: editionOf('spark-2.4'),
    generated: { role: 'coordinator', seed },
    from: 0,
    signal,
    onCase: () => undefined,
  } as const
  await checkStretch({ ...run, to: 500 })
  const began = process.hrtime.bigint()
  const { actions, cases, failed } = await checkStretch({ ...run, to: 3_000 })
  const rate = actions / (Number(process.hrtime.bigint() - began) / 1e9)
  if (failed.length > 0) throw new Error('schedules: Spark does not agree with its edition')
  console.log(`Spark 2.4.8: ${cases} random coordinator cases, ${actions} actions, ${Math.round(rate)} actions/s`)
  hold(`at least ${wantedThroughSpark} actions/s through the Spark driver`, rate >= wantedThroughSpark)
} finally {
  await driver.shutdown().catch(() => undefined)
  killAllChildren()
}
process.exitCode = failures.length === 0 ? 0 : 1
