import type { Command } from 'commander'
import type { CommandContext } from './command-context.ts'

/** `cwc check FILE…`: the requirements held against the logs of a query that ran. */
export function checkCommand(program: Command, { done }: CommandContext): void {
  program
    .command('check')
    .description('hold the requirements against the logs of continuous queries that ran')
    .argument('<file...>', 'log files of the driver and of the executors')
    .option('--json', 'print JSON')
    .action(async (files: readonly string[], options: { readonly json?: boolean }) =>
      done((await import('../actions/check.ts')).check(files, options)),
    )
}
