import { type Command, Option } from 'commander'
import { guarantees } from '../../sink/guarantees.ts'
import { sinkModes } from '../../sink/modes.ts'
import type { SinkOptions } from '../actions/sink.ts'
import { schedules, seconds, seed } from '../option-values.ts'
import type { CommandContext } from './command-context.ts'

/** `cwc sink [FILE]`: what does a sink of one's own guarantee, on real Spark? */
export function sinkCommand(program: Command, { done, signal }: CommandContext): void {
  program
    .command('sink')
    .description('put a sink of your own through faults and restarts on real Spark, and say what it guarantees')
    .argument('[file]', 'the file that describes the sink (docs/sink.md)', 'cwc.sink.yaml')
    .option('--spark <version>', 'the release of Apache Spark, 3.0 or later', '3.5.8')
    .option('--spark-home <dir>', 'the installed Spark whose jars to run, instead of a release')
    .addOption(new Option('--mode <mode>', 'how the query is executed (default: as the file says)').choices(sinkModes))
    .addOption(new Option('--claim <guarantee>', 'end with 1 if the sink alone guarantees less').choices(guarantees))
    .option('--runs <n>', 'after the scenarios, also this many generated schedules', schedules)
    .option('--seed <n>', 'generate the schedules from this seed (default: a new one, which is printed)', seed)
    .option('--replay <token>', 'only run the generated schedule with this token, and print each step')
    .option('--timeout <seconds>', 'the time limit of one call', seconds, 120)
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', helpOnExitCodes)
    .action(async (file: string, options: SinkOptions) => {
      const { sink } = await import('../actions/sink.ts')
      done(await sink(file, options, signal))
    })
}

const helpOnExitCodes = `
Exit codes:
  0  the sink guarantees what it claims, or claims nothing
  1  it guarantees less
  2  the command line or the file is wrong
  3  Spark could not be run
  4  not all scenarios and schedules could be run to their end`
