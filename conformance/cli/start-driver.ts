import { type Driver, DriverError } from '../../src/adapters/driver.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import { type EditionName, editionNames, isEditionName } from '../../src/reference/editions.ts'
import type { DriverChoice } from '../drivers/choice.ts'
import { makeDriver } from '../drivers/make-driver.ts'
import { textOf } from '../errors.ts'

/** A driver that runs, and has said who it is. */
export interface Started {
  readonly driver: Driver
  readonly identity: Identity
  /** What it is held against: what was wanted, or what it says of itself. */
  readonly edition: EditionName
}

/** Starts the driver and asks it who it is; undefined, and said why on standard error, if that cannot be done. */
export async function startDriver(
  choice: DriverChoice,
  wanted: EditionName | undefined,
  timeoutSeconds: number,
  signal: AbortSignal,
): Promise<Started | undefined> {
  const onProgress = (line: string) => console.error(line)
  let driver: Driver | undefined
  try {
    if (signal.aborted) return undefined
    driver = await makeDriver(choice, { edition: wanted, timeoutSeconds, signal, onProgress })
    const identity = await driver.initialize()
    const edition = wanted ?? identity.edition
    if (isEditionName(edition)) return { driver, identity, edition }
    console.error(
      `the driver speaks for edition "${edition}", which this kit does not have: choose one of ${editionNames.join(', ')} with --edition`,
    )
  } catch (error) {
    console.error(`the implementation could not be run: ${textOf(error)}`)
    if (error instanceof DriverError && choice.kind === 'command') {
      console.error('`cwc smoke -- COMMAND` looks at a driver by itself; docs/protocol.md says what it has to speak')
    }
  }
  await driver?.shutdown().catch(() => undefined)
  return undefined
}
