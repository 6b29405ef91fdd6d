import type { Command } from 'commander'
import type { MatrixOptions } from '../actions/matrix.ts'
import { parseDrivers } from '../matrix-drivers.ts'
import { jobs, runs, seconds, seed } from '../option-values.ts'
import type { CommandContext } from './command-context.ts'

/** `cwc matrix`: every requirement in several implementations, side by side. */
export function matrixCommand(program: Command, { done, signal }: CommandContext): void {
  program
    .command('matrix')
    .description('test several implementations and show side by side which requirements hold')
    .option('--drivers <list>', 'one column each: spark@2.4.8,spark@3.5.8,reference,NAME=COMMAND', parseDrivers)
    .option('--runs <n>', 'also run this many generated cases of each role, or coordinator=10000,task=300', runs)
    .option('--seed <n>', 'generate the cases from this seed (default: 1)', seed)
    .option('--tags <expression>', 'run only the scenarios that match')
    .option('--jobs <n>', 'run this many drivers at a time (default: 1)', jobs)
    .option('--fresh', 'run also drivers that have a report of the same suite, seed and number of cases already')
    .option('--timeout <seconds>', 'the time limit of one call to a driver (default: 60)', seconds)
    .option(
      '--from <dirs>',
      'run nothing: read the reports below these folders, draw a matrix.json again, or merge reports into it',
    )
    .option('--out <dir>', 'write DIR/NAME/report.json and matrix.json, .md and .html here', 'reports/matrix')
    .addHelpText(
      'after',
      `
The command after NAME= is split at spaces. There is no shell, and the command contains no comma. Ctrl-C keeps finished
reports, and the next run continues from there: it reuses the report of a release of Spark or of the model. It never reuses
the report of a command, because the program may have changed.

Examples:
  cwc matrix --drivers spark@2.4.8,spark@3.5.8,spark@4.2.0
  cwc matrix --drivers spark@2.4.8,mine=./my-driver --runs coordinator=10000,operator=300,task=300,query=300 --jobs 2
  cwc matrix --from reports/matrix --out docs                     only the matrix, into docs
  cwc matrix --from one,other --drivers spark@4.2.0,spark@2.4.8   reports of two runs: these columns, in this order
  cwc matrix --from docs/matrix.json --out docs                   draw matrix.md and matrix.html again
  cwc matrix --from docs/matrix.json,reports/update --out docs    the same, with the cases in reports/update replaced

The exit code is the first of these that applies: 3 (a driver could not be run), 1 (one does not conform), 4 (less ran than
was planned), 0.`,
    )
    .action(async (options: MatrixOptions) => {
      const { matrix } = await import('../actions/matrix.ts')
      done(await matrix(options, signal))
    })
}
