import { isDeepStrictEqual } from 'node:util'
import type { Driver } from '../../src/adapters/driver.ts'
import type { DriverChoice } from '../drivers/choice.ts'
import { makeDriver } from '../drivers/make-driver.ts'
import { textOf } from '../errors.ts'
import type { Edition } from '../requirements/edition.ts'
import { type Started, startDriver } from './start-driver.ts'

/** Running drivers of one implementation. */
export interface StartedDrivers extends Omit<Started, 'driver'> {
  readonly drivers: readonly Driver[]
}

/**
 * Starts and initializes the driver, so many times; the model once, because it runs in this process. Undefined if one of them fails; the
 * reason goes to standard error.
 */
export async function startDrivers(
  choice: DriverChoice,
  wanted: Edition | undefined,
  { jobs, timeout, signal }: { readonly jobs: number; readonly timeout: number; readonly signal: AbortSignal },
): Promise<StartedDrivers | undefined> {
  // The first one alone: it builds the driver of Spark.
  const first = await startDriver(choice, wanted, timeout, signal)
  if (first === undefined) return undefined
  const { driver, identity, edition } = first
  const others = choice.kind === 'reference' ? [] : Array.from({ length: jobs - 1 }, (_, at) => at + 2)
  const more = await Promise.allSettled(
    others.map(async (number) => {
      const options = { edition: wanted?.name, timeoutSeconds: timeout, signal, onProgress: () => undefined }
      const another = await makeDriver(choice, options)
      const said = await another.initialize().catch((error: unknown) => error)
      return { number, driver: another, wrong: isDeepStrictEqual(said, identity) ? undefined : whyWrong(said) }
    }),
  )
  const made = more.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const drivers = [driver, ...made.map((one) => one.driver)]
  const wrong = made.find((one) => one.wrong !== undefined)
  const unmade = more.find((one) => one.status === 'rejected')
  if (wrong === undefined && unmade === undefined) return { drivers, identity, edition }
  if (!signal.aborted) {
    console.error(
      wrong === undefined
        ? `the implementation could not be run: ${textOf(unmade?.reason)}`
        : `--jobs ${jobs}: driver ${wrong.number} could not be run beside the others: ${wrong.wrong}`,
    )
  }
  await Promise.all(drivers.map((one) => one.shutdown().catch(() => undefined)))
  return undefined
}

const whyWrong = (said: unknown) =>
  said instanceof Error ? said.message : 'it says that it is another implementation than the first'
