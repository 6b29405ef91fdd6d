import { type Command, Option } from 'commander'
import { sinkKinds, sinks } from '../../audit/sinks.ts'
import type { AuditOptions } from '../actions/audit.ts'
import { upTo } from '../option-values.ts'
import type { CommandContext } from './command-context.ts'

/** `cwc audit`: can a row be lost or duplicated? A search of the model, without a verdict: no page of the book promises it. */
export function auditCommand(program: Command, { done, signal }: CommandContext): void {
  program
    .command('audit')
    .description('search the model for rows that are lost or duplicated, per kind of sink and kind of fault')
    .addOption(new Option('--sink <kind>', 'what the sink does with an epoch that it already has').choices(sinkKinds))
    .option('--edition <name>', 'the edition whose model is searched', 'spark-2.4')
    .option('--partitions <n>', 'the number of partitions', upTo(4), 1)
    .option('--epochs <n>', 'the number of epochs per run', upTo(10), 1)
    .option('--rows <n>', 'the number of rows per partition', upTo(10), 2)
    .option('--restarts <n>', 'how often the query is stopped and executed again', upTo(10), 2)
    .option('--strikes <n>', 'how often each fault strikes', upTo(10), 1)
    .option('--clean-log', 'remove uncommitted entries from the offset log before each restart', false)
    .addHelpText(
      'after',
      `\nKinds of sink:\n${sinkKinds.map((kind) => `  ${kind}: ${sinks[kind]}`).join('\n')}\n\ndocs/lost-rows.md explains the result.`,
    )
    .action(async (options: AuditOptions) => {
      const { audit } = await import('../actions/audit.ts')
      done(await audit(options, signal))
    })
}
