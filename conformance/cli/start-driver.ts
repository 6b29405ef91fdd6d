import { type Driver, DriverError } from '../../src/adapters/driver.ts'
import { isMisnamed } from '../../src/adapters/spark/unavailable.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import type { DriverChoice } from '../drivers/choice.ts'
import { makeDriver } from '../drivers/make-driver.ts'
import { textOf, UsageError } from '../errors.ts'
import { type Edition, editionClaimed } from '../requirements/edition.ts'
import { visible } from '../visible.ts'

/** A running driver and its identity. */
export interface Started {
  readonly driver: Driver
  readonly identity: Identity
  /** The edition to test against: the option's, or the driver's own. */
  readonly edition: Edition
}

/**
 * Starts and initializes the driver. Undefined if that fails; the reason goes to standard error.
 *
 * @throws UsageError if there is no Spark in the folder of `--spark-home`
 */
export async function startDriver(
  choice: DriverChoice,
  wanted: Edition | undefined,
  timeoutSeconds: number,
  signal: AbortSignal,
): Promise<Started | undefined> {
  const onProgress = (line: string) => console.error(visible(line))
  let driver: Driver | undefined
  try {
    if (signal.aborted) return undefined
    driver = await makeDriver(choice, { edition: wanted?.name, timeoutSeconds, signal, onProgress })
    const identity = await driver.initialize()
    return { driver, identity, edition: wanted ?? editionClaimed(identity) }
  } catch (error) {
    if (isMisnamed(error)) throw new UsageError(`--spark-home: ${error.message}`)
    // A stop of the run kills the driver, which has not crashed.
    if (!signal.aborted) {
      console.error(`the implementation could not be run: ${textOf(error)}`)
      if (error instanceof UsageError)
        console.error('`--edition NAME` tests against an edition that the driver does not claim.')
      if (error instanceof DriverError && error.failure.kind === 'timed-out')
        console.error('A driver that needs longer to start: --timeout SECONDS sets the limit.')
      if (error instanceof DriverError && choice.kind === 'command') {
        console.error('`npx cwc smoke -- COMMAND` checks the driver itself. docs/protocol.md describes the protocol.')
      }
    }
  }
  await driver?.shutdown().catch(() => undefined)
  return undefined
}
