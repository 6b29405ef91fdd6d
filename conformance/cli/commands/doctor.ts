import { type Command, Option } from 'commander'
import type { DoctorOptions } from '../actions/doctor.ts'
import { seconds, upTo } from '../option-values.ts'
import type { CommandContext } from './command-context.ts'

/** `cwc doctor CHECKPOINT…`: can a query be restarted from its checkpoint without losing rows? */
export function doctorCommand(program: Command, { done }: CommandContext): void {
  program
    .command('doctor')
    .description('look at checkpoints of continuous queries: would a restart lose or double rows?')
    .argument(
      '<checkpoint...>',
      'checkpoint directories: local paths, file: paths, or any path that the command of --via knows',
    )
    .option(
      '--fix',
      'move entries beyond the last commit into a dated folder beside the checkpoint, on a terminal at once; nothing is deleted',
    )
    .option('--dry-run', 'with --fix: say what it would do (default without a terminal)')
    .option('--no-dry-run', 'with --fix: do it, also without a terminal')
    .addOption(
      new Option(
        '--quiet-for <seconds>',
        'with --fix: refuse if a file of the offset log or the commit log is younger, since a query may run on it',
      )
        .argParser(upTo(86_400))
        .default(60),
    )
    .option('--via <command>', "a command that lists and reads as `hdfs dfs` does, such as 'hdfs dfs'")
    .option('--timeout <seconds>', 'with --via: the time limit of one call of the command', seconds, 120)
    .option('--all', 'with --via: read all entries, one call each, instead of the last ones')
    .option('--missing-ok', 'a missing or an empty folder is a first start, and ends with 0')
    .addOption(
      new Option(
        '--known-up-to <epoch>',
        'suspect entries up to this epoch are known: start all the same (the line on them names the epoch)',
      ).argParser(upTo(Number.MAX_SAFE_INTEGER)),
    )
    .option('--strict', 'end with 3 if it cannot be told whether the next start reads the entry of an earlier run')
    .option('--json', 'print the diagnoses as JSON')
    .addHelpText('after', helpOnExitCodes)
    .action(async (checkpoints: readonly string[], options: DoctorOptions) =>
      done((await import('../actions/doctor.ts')).doctor(checkpoints, options)),
    )
}

const helpOnExitCodes = `
Examples:
  cwc doctor checkpoints/q1 --strict && spark-submit ...
                                                 start the query only from a checkpoint that is clean for certain
  cwc doctor checkpoints/q1 --fix --dry-run      say what would be moved; without --dry-run, move it
  cwc doctor hdfs:///c/q1 --via 'hdfs dfs'       a checkpoint in HDFS, S3 or another store

Exit codes (if several apply, the first of 2, 1 and 3):
  0  all checkpoints are clean, or first starts (--missing-ok)
  1  one is dangerous or suspect, or will not start
  2  the command line is wrong
  3  one is missing (cwc check --checkpoint: 2), or no checkpoint of a continuous query, or nothing can be told`
