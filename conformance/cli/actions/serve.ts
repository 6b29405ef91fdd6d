import type { Driver } from '../../../src/adapters/driver.ts'
import { isMisnamed } from '../../../src/adapters/spark/unavailable.ts'
import { serve as serveDriver } from '../../../src/adapters/stdio/serve.ts'
import type { EditionName } from '../../../src/reference/editions.ts'
import { makeDriver } from '../../drivers/make-driver.ts'
import { textOf, UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { editionNamed } from '../../requirements/edition.ts'
import { visible } from '../../visible.ts'
import { chooseDriver } from '../choose-driver.ts'

export interface ServeOptions {
  readonly edition?: string
  readonly master?: string
  readonly sparkHome?: string
  readonly timeout: number
}

/** Serves the driver until the input ends, `shutdown` arrives, or the output is closed. @throws UsageError */
export async function serve(name: string, options: ServeOptions, signal: AbortSignal): Promise<ExitCode> {
  const choice = chooseDriver(name, [], { ...options, place: '<driver>' })
  const edition = options.edition === undefined ? undefined : editionNamed(options.edition, '--edition').name
  try {
    const driver = await makeDriver(choice, {
      edition,
      timeoutSeconds: options.timeout,
      signal,
      // Standard output belongs to the protocol.
      onProgress: (line) => console.error(visible(line)),
    })
    signal.addEventListener('abort', () => process.stdin.destroy())
    if (signal.aborted) process.stdin.destroy()
    const streams = { input: process.stdin, output: process.stdout }
    const isWell = await serveDriver(edition === undefined ? driver : claiming(driver, edition), streams)
    return isWell === 0 ? exitCodes.conforms : exitCodes.doesNotConform
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (isMisnamed(error)) throw new UsageError(`--spark-home: ${error.message}`)
    console.error(`${visible(name)} could not be run: ${textOf(error)}`)
    return exitCodes.couldNotRun
  }
}

/** The driver, which claims `edition`. */
function claiming(driver: Driver, edition: EditionName): Driver {
  return {
    initialize: async () => ({ ...(await driver.initialize()), edition }),
    open: (opening) => driver.open(opening),
    apply: (actions) => driver.apply(actions),
    close: () => driver.close(),
    shutdown: () => driver.shutdown(),
  }
}
