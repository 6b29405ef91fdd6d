import type { Command } from 'commander'
import type { ReproduceOptions } from '../actions/reproduce.ts'
import { withColourOptions } from '../colour-options.ts'
import type { CommandContext } from './command-context.ts'
import { driverCommand, withDriverOptions } from './driver-options.ts'

/** `cwc reproduce`: one generated case again, on any driver. */
export function reproduceCommand(program: Command, { done, signal }: CommandContext): void {
  const command = program
    .command('reproduce')
    .description('run a generated case again by its token, on any driver, and write it as a scenario or a chart')
    .usage('<token or file> [options] [-- COMMAND ARGS…]')
    .argument('<token>', 'the token of a finding, a report folder, or a file that contains tokens, such as report.json')
    .argument(...driverCommand)
  withColourOptions(withDriverOptions(command))
    .option('--shorten', 'search for a shorter case that shows the same')
    .option('--feature <file>', 'write the case to this file as a scenario (cwc run --features FILE runs it)')
    .option('--chart <file>', 'write the observed trace to this file as a sequence chart (Mermaid)')
    .addHelpText(
      'after',
      `
Examples:
  cwc reproduce coordinator:w2r1e2f1x1:late:0120 --driver spark@2.4.8
  cwc reproduce coordinator:w2r1e2f1x1:late:0120 --feature late.feature --chart late.mmd -- ./my-driver
  cwc reproduce reports/report.json -- ./my-driver      every finding of a report`,
    )
    .action(async (word: string, words: string[], options: ReproduceOptions) => {
      const { reproduce } = await import('../actions/reproduce.ts')
      done(await reproduce(word, words, options, signal))
    })
}
