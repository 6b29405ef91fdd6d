import { type Command, Option } from 'commander'
import { masterForms } from '../../../src/adapters/spark/master.ts'
import { guarantees } from '../../sink/file/guarantees.ts'
import { sinkModes } from '../../sink/file/modes.ts'
import type { SinkOptions } from '../actions/sink.ts'
import { partitions, repeated, schedules, seconds, seed } from '../option-values.ts'
import type { CommandContext } from './command-context.ts'

/** `cwc sink [FILE]`: what does a sink of one's own guarantee, on real Spark? */
export function sinkCommand(program: Command, { done, signal }: CommandContext): void {
  program
    .command('sink')
    .description('put a sink of your own through faults and restarts on real Spark, and say what it guarantees')
    .argument('[file]', 'the file that describes the sink (default: cwc.sink.yaml; docs/sink.md)')
    .option('--format <name>', 'a sink without a file: the format that the query writes to')
    .option('--table <name>', 'the same for a table: CATALOG.DATABASE.TABLE')
    .option('--option <key=value>', 'an option of the write; may be repeated', repeated)
    .option('--read-format <name>', 'the format that it is read back by (default: as it is written)')
    .option('--read-table <name>', 'the table that it is read back by')
    .option('--read-option <key=value>', 'an option of the read; may be repeated', repeated)
    .option('--read-command <command>', 'a command that prints one row per line, which reads the sink instead')
    .option('--left-overs-command <command>', 'a command that prints what the sink left behind a case, one per line')
    .option('--left-overs-folder <dir>', 'the folder in which files without a row of the reader are left over')
    .option('--left-overs-except <pattern>', 'files of it that may stay; may be repeated', repeated)
    .option(
      '--outage-start <command>',
      'a command that stops the external system of the sink; may be repeated',
      repeated,
    )
    .option('--outage-end <command>', 'a command that starts it again; may be repeated', repeated)
    .option('--outage-seconds <seconds>', 'how long a call may wait until it is there again (default: 10)', seconds)
    .option('--ordered', 'readers are promised the rows of a partition in order; with a claim, others break it')
    .option('--may-be-missing', 'until a row is written, a read that fails shows none')
    .option('--schema <ddl>', 'the columns of the rows, as CREATE TABLE has them (default: value STRING)')
    .option('--id-column <name>', 'the column of the schema that tells rows apart (default: the first one)')
    .option('--select <sql>', 'the expression that gives a row as text (default: the column that tells rows apart)')
    .option(
      '--packages <coordinates>',
      'Maven coordinates of the sink, with commas between them; may be repeated',
      repeated,
    )
    .option('--jars <files>', 'jars of the sink, with commas between them; may be repeated', repeated)
    .option('--set-up <sql>', 'a statement before the first case; may be repeated', repeated)
    .option('--before <sql>', 'a statement before each case; may be repeated', repeated)
    .option('--after <sql>', 'a statement after each case; may be repeated', repeated)
    .option('--tear-down <sql>', 'a statement after the last case; may be repeated', repeated)
    .option('--set-up-command <command>', 'a command instead of a statement; may be repeated', repeated)
    .option('--before-command <command>', 'the same before each case; may be repeated', repeated)
    .option('--after-command <command>', 'the same after each case; may be repeated', repeated)
    .option('--tear-down-command <command>', 'the same after the last case; may be repeated', repeated)
    .option('--spark <version>', 'the release of Apache Spark, 3.0 or later', '3.5.8')
    .option('--spark-home <dir>', 'the installed Spark whose jars to run, instead of a release')
    .option('--master <where>', `where Spark runs its tasks: ${masterForms} (default: local)`)
    .addOption(new Option('--mode <mode>', 'how the query is executed (default: as the file says)').choices(sinkModes))
    .addOption(new Option('--claim <guarantee>', 'end with 1 if the sink alone guarantees less').choices(guarantees))
    .option('--features <file[:line]>', 'scenarios of your own instead of those of the kit; may be repeated', repeated)
    .option('--scenario <name>', 'only run the scenario of this name; may be repeated', repeated)
    .option('--partitions <n>', 'the partitions of each query, where a scenario has fewer', partitions)
    .option('--runs <n>', 'after the scenarios, also this many generated schedules', schedules)
    .option('--seed <n>', 'generate the schedules from this seed (default: a new one, which is printed)', seed)
    .option('--clean-log', 'in these schedules, clean the offset log before each restart, as `cwc doctor --fix` does')
    .option('--replay <token>', 'only run the generated schedule with this token, and print each step')
    .option('--timeout <seconds>', 'the time limit of one call', seconds, 120)
    .option('--json', 'print what was found as JSON')
    .option('--known-failures <file>', 'let the failures in this file pass, and fail when one of them has changed')
    .option('--fix', 'make that file fit this run; reasons are yours to write')
    .option('--junit <file>', 'also write what was found into this file, as JUnit')
    .option('--html <file>', 'the same as a page, with a sequence chart per schedule')
    .addHelpText('after', helpOnExitCodes)
    .action(async (file: string | undefined, options: SinkOptions) => {
      const { sink } = await import('../actions/sink.ts')
      done(await sink(file, options, signal))
    })
}

const helpOnExitCodes = `
Exit codes:
  0  the sink guarantees what it claims, or claims nothing
  1  it guarantees less, or violates a requirement that the claim asks for
  2  the command line or the file is wrong
  3  Spark could not be run
  4  not all scenarios and schedules could be run to their end`
