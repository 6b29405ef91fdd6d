import { type Command, Option } from 'commander'
import type { ExploreOptions } from '../actions/explore.ts'
import { withBoundsOptions } from '../bounds-options.ts'
import { withColourOptions } from '../colour-options.ts'
import { upTo } from '../option-values.ts'
import type { CommandContext } from './command-context.ts'
import { driverCommand, withDriverOptions } from './driver-options.ts'

/** `cwc explore`: every schedule within bounds, on the model or on an implementation. */
export function exploreCommand(program: Command, { done, signal }: CommandContext): void {
  const command = program
    .command('explore')
    .description('try every schedule within bounds: all states of the model, or case by case on an implementation')
    .usage('[options] [-- COMMAND ARGS…]')
    .argument(...driverCommand)
  withDriverOptions(
    withColourOptions(withBoundsOptions(command)),
    'explore this implementation instead of the model: reference, or spark@VERSION',
  )
    .option('--no-symmetry', 'treat partitions that differ only in their number as different')
    .addOption(
      new Option('--method <how>', 'with a driver: all schedules, or tours along every edge of the model').choices([
        'schedules',
        'tours',
      ]),
    )
    .option('--most <n>', 'with a driver: stop after this many cases (default: 1000000)', upTo(1_000_000_000, 1))
    .addHelpText(
      'after',
      `
Examples:
  cwc explore --writers 3 --readers 3 --epochs 3                  every state of the model's coordinator
  cwc explore --writers 2 --readers 2 --epochs 3 --faults duplicate,late,lost,stop
  cwc explore --role task --driver spark@2.4.8                    tours on real Spark: coverage, not proof
  cwc explore --writers 2 --readers 1 --epochs 2 --method schedules -- ./my-driver`,
    )
    .action(async (words: string[], options: ExploreOptions) => {
      const { explore } = await import('../actions/explore.ts')
      done(await explore(words, options, signal))
    })
}
