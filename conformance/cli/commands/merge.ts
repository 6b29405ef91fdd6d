import type { Command } from 'commander'
import type { CommandContext } from './command-context.ts'

/** `cwc merge`: the shards of a run as one report. */
export function mergeCommand(program: Command, { done }: CommandContext): void {
  program
    .command('merge')
    .description('make one report of all shards of a run')
    .argument('<dirs...>', 'the report folders of the shards')
    .requiredOption('--out <dir>', 'write the report of all shards into this folder')
    .action(async (folders: string[], { out }: { readonly out: string }) =>
      done(await (await import('../actions/merge.ts')).merge(folders, out)),
    )
}
