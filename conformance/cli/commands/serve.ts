import type { Command } from 'commander'
import { editionNames } from '../../../src/reference/editions.ts'
import { usualTimeout } from '../../drivers/rerun-options.ts'
import type { ServeOptions } from '../actions/serve.ts'
import { seconds } from '../option-values.ts'
import type { CommandContext } from './command-context.ts'
import { withSparkOptions } from './driver-options.ts'

/** `cwc serve DRIVER`: the driver protocol on this process's own standard input and output. */
export function serveCommand(program: Command, { done, signal }: CommandContext): void {
  const command = program
    .command('serve')
    .description('speak the driver protocol on standard input and output, for the model or for real Spark')
    .argument('<driver>', 'reference, spark@VERSION (such as spark@3.5.8), or spark with --spark-home')
  withSparkOptions(command)
    .option('--edition <name>', `the edition to play and to report: ${editionNames.join(', ')}`)
    .option('--timeout <seconds>', 'the time limit of one call to Spark', seconds, usualTimeout)
    .action(async (name: string, options: ServeOptions) => {
      const { serve } = await import('../actions/serve.ts')
      done(await serve(name, options, signal))
    })
}
