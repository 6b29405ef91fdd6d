import { AfterAll, BeforeAll } from '@cucumber/cucumber'
import type { Pickle } from '@cucumber/messages'
import type { DriverChoice } from '../../conformance/drivers/choice.ts'
import { makeDriver } from '../../conformance/drivers/make-driver.ts'
import { type Edition, editionClaimed, editionNamed } from '../../conformance/requirements/edition.ts'
import { planSuite } from '../../conformance/suite/plan.ts'
import type { PlannedCase } from '../../conformance/suite/planned-case.ts'
import { runCase } from '../../conformance/suite/run-case.ts'
import type { JudgedCase } from '../../conformance/suite/session.ts'
import { Session } from '../../conformance/suite/session.ts'
import type { Driver } from '../../src/adapters/driver.ts'

/** `--world-parameters '{"driver": ["python3", "driver.py"], "edition": "spark-3.5"}'`; without a driver, the model is run. */
interface Parameters {
  readonly driver?: readonly [string, ...string[]]
  readonly edition?: string
}

interface Suite {
  readonly choice: DriverChoice
  readonly driver: Driver
  readonly session: Session
  readonly cases: ReadonlyMap<string, PlannedCase>
}

let suite: Suite | undefined

BeforeAll({ timeout: -1 }, async function () {
  const { driver: words, edition } = this.parameters as Parameters
  const wanted = edition === undefined ? undefined : editionNamed(edition, 'edition')
  const choice: DriverChoice =
    words === undefined ? { kind: 'reference' } : { kind: 'command', command: words[0], args: words.slice(1) }
  const driver = await makeDriver(choice, {
    ...{ edition: wanted?.name, timeoutSeconds: 60, signal: new AbortController().signal, onProgress: () => undefined },
  })
  const identity = await driver.initialize()
  const cases = await planSuite('')
  suite = {
    ...{ choice, driver },
    session: new Session(driver, identity, wanted ?? editionClaimed(identity)),
    cases: new Map(cases.map((one) => [placeOf(one.scenario.file, one.scenario.line), one])),
  }
})

AfterAll({ timeout: -1 }, async () => {
  await suite?.driver.shutdown()
})

/** A scenario that has run. */
export interface RunPickle extends PlannedCase {
  readonly judged: JudgedCase
  readonly edition: Edition
  readonly choice: DriverChoice
}

/** Runs the scenario of the suite that stands in this place of the features. @throws Error if there is none */
export async function runPickle({ uri, location, name }: Pickle): Promise<RunPickle> {
  const planned = suite?.cases.get(placeOf(uri, location?.line ?? 0))
  if (suite === undefined || planned === undefined) throw new Error(`${uri}: the suite has no scenario "${name}"`)
  const { session, choice } = suite
  return { ...planned, choice, edition: session.edition, judged: await runCase(planned, session) }
}

const placeOf = (file: string, line: number): string => `${file.replaceAll('\\', '/')}:${line}`
