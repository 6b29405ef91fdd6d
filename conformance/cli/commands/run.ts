import { type Command, Option } from 'commander'
import { roles } from '../../../src/contract/roles.ts'
import type { RunOptions } from '../actions/run.ts'
import { withColourOptions } from '../colour-options.ts'
import { jobs, repeated, runs, seed, shard } from '../option-values.ts'
import type { CommandContext } from './command-context.ts'
import { driverCommand, withDriverOptions } from './driver-options.ts'

/** `cwc run`: the suite against one implementation. */
export function runCommand(program: Command, { done, signal, behindDashes }: CommandContext): void {
  const command = program
    .command('run')
    .description('test one implementation: the model, real Apache Spark, or a program of yours')
    .usage('[options] [FILE.feature[:LINE]…] [-- COMMAND ARGS…]')
    .argument('[words...]', `feature files or scenarios to run instead of the suite and, after --, ${driverCommand[1]}`)
  withColourOptions(withDriverOptions(command))
    .addOption(new Option('--role <role>', 'run only the scenarios of one role').choices(roles))
    .option(
      '--requirement <ids>',
      'run only the scenarios of these requirements, such as OP-3,EC-45; may be repeated',
      repeated,
    )
    .option('--tags <expression>', 'run only the scenarios that match, such as "@operator and not @OP-3"')
    .option(
      '--features <file[:line]>',
      'run this feature file, or its scenario in this line, instead of the suite; may be repeated, and may stand without the option',
      repeated,
    )
    .option('--runs <n>', 'also run this many generated cases of each role, or coordinator=10000,task=500', runs)
    .option('--no-scenarios', 'run generated cases only')
    .option('--seed <n>', 'generate the cases from this seed (default: a new one, which is printed)', seed)
    .option('--offered-only', 'skip roles in --runs that the driver does not support')
    .option('--shard <i/n>', 'run one of n parts of the cases; cwc merge puts their reports together', shard)
    .option('--jobs <n>', 'run the cases on n drivers at once (default: 1; the model always runs alone)', jobs)
    .option('--report <dir>', 'write report.json, report.html, junit.xml, summary.md and badge.json into this folder')
    .option('--resume <dir>', 'finish the run that was interrupted while it wrote its report into this folder')
    .option('--annotations', 'print annotations for GitHub Actions (default: if GITHUB_ACTIONS is true)')
    .option('--no-annotations', 'print no annotations')
    .option(
      '--known-failures <file>',
      'let the failures in this file pass, and fail when one of them has changed (default: cwc.known-failures.yaml, if it exists, in the folder of the script or program of the driver, or else in the working directory)',
    )
    .option('--no-known-failures', 'take every failure for what it is')
    .option(
      '--fix',
      'make the file of known failures fit this run: add, update and remove entries; reasons are yours to write',
    )
    .addHelpText(
      'after',
      `
Examples:
  cwc run                                           the reference model
  cwc run --driver spark@3.5.8                      real Apache Spark 3.5.8 (needs JDK 17 and Maven; builds once)
  cwc run --driver spark@2.4.8 --edition document   Spark against the page as written
  cwc run --driver spark@4.2.0 --master standalone  tasks in executors of their own
  cwc run --driver spark --spark-home /opt/spark    an installed Spark
  cwc run --requirement OP-3 -- ./my-driver         your own driver, one requirement
  cwc run features/task/commit.feature:17           one scenario, as a report names it
  cwc run --report DIR --jobs 4 -- ./my-driver      four drivers at once
  cwc run --resume DIR                              finish that run, if it was interrupted
  cwc run --fix -- ./my-driver                      list what fails now as known failures
  cwc run --runs 500 --seed 1 -- ./my-driver        scenarios, then 500 generated cases of each role`,
    )
    .action(async (words: string[], options: RunOptions) => {
      const { run } = await import('../actions/run.ts')
      const places = words.slice(0, words.length - behindDashes)
      const explicit = Object.keys(options).filter((name) => command.getOptionValueSource(name) === 'cli')
      done(await run({ places, command: words.slice(places.length) }, options, signal, new Set(explicit)))
    })
}
