import type { Command } from 'commander'
import type { CommandContext } from './command-context.ts'

/** `cwc diff`: what changed between two reports. */
export function diffCommand(program: Command, { done }: CommandContext): void {
  program
    .command('diff')
    .description('show what changed between two reports: exit code 1 if something newly fails')
    .argument('<old>', 'a report folder, or its report.json')
    .argument('<new>', 'the later one')
    .option('--json', 'print JSON')
    .action(async (old: string, later: string, options: { readonly json?: boolean }) =>
      done(await (await import('../actions/diff.ts')).diff(old, later, options)),
    )
}
