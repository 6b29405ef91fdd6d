import type { Command } from 'commander'
import type { CommandContext } from './command-context.ts'

/** `cwc report`: the files of a report folder, drawn again. */
export function reportCommand(program: Command, { done }: CommandContext): void {
  program
    .command('report')
    .description('draw report.html, junit.xml, summary.md and badge.json again from the report.json of a folder')
    .argument('<dir>', 'a folder that cwc run --report wrote')
    .option('--since <old>', 'say in report.html and summary.md what changed since this report folder or report.json')
    .action(async (folder: string, options: { readonly since?: string }) =>
      done(await (await import('../actions/report.ts')).report(folder, options)),
    )
}
