import type { Command } from 'commander'
import type { CommandContext } from './command-context.ts'

/** `cwc show OP-3`: all there is to know of one requirement. */
export function showCommand(program: Command, { done }: CommandContext): void {
  program
    .command('show')
    .description('show one requirement: its text and reason, its source, its scenarios, its deviations')
    .argument('<requirement>', 'its id, such as OP-3')
    .action(async (id: string) => done((await import('../actions/show.ts')).show(id)))
}
