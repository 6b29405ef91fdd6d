import type { Command } from 'commander'
import type { Driver } from '../../src/adapters/driver.ts'
import { serve } from '../../src/adapters/stdio/serve.ts'
import { type EditionName, editionNames } from '../../src/reference/editions.ts'
import { makeDriver } from '../drivers/make-driver.ts'
import { textOf } from '../errors.ts'
import { exitCodes } from '../exit-codes.ts'
import { chooseDriver, masterOption, parseEdition, sparkHomeOption } from './choose-driver.ts'
import { seconds } from './option-values.ts'

interface ServeOptions {
  readonly edition?: string
  readonly master?: string
  readonly sparkHome?: string
  readonly timeout: number
}

/** `cwc serve DRIVER`: the driver protocol on this process's own standard input and output. */
export function serveCommand(program: Command, done: (code: number) => void, signal: AbortSignal): void {
  program
    .command('serve')
    .description('speak the driver protocol on standard input and output, for the model or for real Spark')
    .argument('<driver>', 'reference, spark@VERSION, such as spark@2.4.8, or spark with --spark-home')
    .addOption(masterOption())
    .addOption(sparkHomeOption())
    .option('--edition <name>', `the edition that is played, and told: ${editionNames.join(', ')}`)
    .option('--timeout <seconds>', 'the longest that one call to Spark may take', seconds, 60)
    .action(async (name: string, options: ServeOptions) => {
      const edition = options.edition === undefined ? undefined : parseEdition(options.edition)
      try {
        const driver = await makeDriver(chooseDriver(name, [], options), {
          edition,
          timeoutSeconds: options.timeout,
          signal,
          // Standard output is the protocol's alone.
          onProgress: (line) => console.error(line),
        })
        signal.addEventListener('abort', () => process.stdin.destroy())
        done(
          await serve(edition === undefined ? driver : speakingFor(driver, edition), {
            input: process.stdin,
            output: process.stdout,
          }),
        )
      } catch (error) {
        if (error instanceof Error && error.name === 'UsageError') throw error
        console.error(`${name} could not be run: ${textOf(error)}`)
        done(exitCodes.couldNotRun)
      }
    })
}

/** The driver, which says that it speaks for `edition`. */
function speakingFor(driver: Driver, edition: EditionName): Driver {
  return {
    initialize: async () => ({ ...(await driver.initialize()), edition }),
    open: (opening) => driver.open(opening),
    apply: (actions) => driver.apply(actions),
    close: () => driver.close(),
    shutdown: () => driver.shutdown(),
  }
}
