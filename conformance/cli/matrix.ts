import { resolve } from 'node:path'
import type { Command } from 'commander'
import { UsageError } from '../errors.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { RunsByRole } from '../generated/runs-by-role.ts'
import { makeMatrix } from '../matrix/make-matrix.ts'
import type { Matrix } from '../matrix/matrix.ts'
import { matrixFrom } from '../matrix/measure/matrix-from-reports.ts'
import { type NamedDriver, type Ran, runDrivers } from '../matrix/measure/run-drivers.ts'
import { describeMatrix } from '../matrix/terminal.ts'
import { writeMatrix } from '../matrix/write.ts'
import { reportFiles } from '../report/report-folder.ts'
import { planSuite } from '../suite/plan.ts'
import { board } from './board.ts'
import { parseDrivers } from './matrix-drivers.ts'
import { jobs, runs, seconds, seed } from './option-values.ts'

interface MatrixOptions {
  readonly drivers?: readonly NamedDriver[]
  readonly from?: string
  readonly runs?: RunsByRole
  readonly seed?: number
  readonly jobs?: number
  readonly out: string
  readonly tags?: string
  readonly fresh?: boolean
  readonly timeout?: number
}

/** `cwc matrix`: every requirement in several implementations, side by side. */
export function matrixCommand(program: Command, done: (code: ExitCode) => void, signal: AbortSignal): void {
  program
    .command('matrix')
    .description('run the suite on several implementations, and say which requirement holds where')
    .option('--drivers <list>', 'one column each: spark@2.4.8,spark@3.5.8,reference,NAME=COMMAND', parseDrivers)
    .option('--runs <n>', 'then draw so many cases of each role, or coordinator=10000,task=300', runs)
    .option('--seed <n>', 'what is drawn (default: 1)', seed)
    .option('--tags <expression>', 'only the scenarios that a tag expression selects')
    .option('--jobs <n>', 'so many drivers at a time (default: 1)', jobs)
    .option('--fresh', 'run also what has a report already, of the same suite, driver, seed and number of cases')
    .option('--timeout <seconds>', 'the longest that one call of a driver may take (default: 60)', seconds)
    .option('--from <dirs>', 'run nothing: take the reports below these folders, or draw a matrix.json again')
    .option('--out <dir>', 'where DIR/NAME/report.json and matrix.json, .md and .html go', 'reports/matrix')
    .addHelpText(
      'after',
      `
A command behind NAME= is split at spaces: there is no shell, and no comma in it. Ctrl-C keeps what is done, and running
again goes on from there: a report that would be the same is taken (that of a command never is: it may have changed).

Examples:
  cwc matrix --drivers spark@2.4.8,spark@3.5.8,spark@4.2.0
  cwc matrix --drivers spark@2.4.8,mine=./my-driver --runs coordinator=10000,operator=300,task=300,query=300 --jobs 2
  cwc matrix --from reports/matrix --out docs                     the matrix alone, where it is to be kept
  cwc matrix --from one,other --drivers spark@4.2.0,spark@2.4.8   reports of two runs; only these, in this order
  cwc matrix --from docs/matrix.json --out docs                   matrix.md and matrix.html once more

Exits with the first of 3 (a driver could not be run), 1 (one does not conform), 4 (less ran than was planned) that holds.`,
    )
    .action(async (options: MatrixOptions) => {
      const { matrix, code } = options.from === undefined ? await measure(options, signal) : from(options.from, options)
      console.log(describeMatrix(matrix))
      await reportFiles(options.out)
      console.log(`\nMatrix: ${writeMatrix(resolve(options.out), matrix).join(', ')}`)
      if (signal.aborted) console.error('it was stopped: the matrix is of what there is, and running again goes on')
      done(code)
    })
}

interface Made {
  readonly matrix: Matrix
  readonly code: ExitCode
}

async function measure({ drivers, tags = '', ...options }: MatrixOptions, signal: AbortSignal): Promise<Made> {
  if (drivers === undefined) throw new UsageError('say with --drivers what to run, or with --from where reports are')
  if (options.seed !== undefined && options.runs === undefined) {
    throw new UsageError('--seed is for what is drawn: say with --runs how many cases')
  }
  // A mistake in it is better told once than by every driver.
  if ((await planSuite(tags)).length === 0) throw new UsageError(`no scenario is selected by ${tags}`)
  await reportFiles(options.out)
  const ran = await runDrivers({
    drivers,
    tags,
    folder: resolve(options.out),
    runs: options.runs,
    seed: options.seed ?? 1,
    timeout: options.timeout ?? 60,
    jobs: options.jobs ?? 1,
    fresh: options.fresh === true,
    board: board(
      drivers.map(({ name }) => name),
      process.stderr,
    ),
    signal,
  })
  return { matrix: makeMatrix(ran.map(({ source }) => source)), code: worst(ran) }
}

function from(places: string, options: MatrixOptions): Made {
  const idle = (['runs', 'seed', 'tags', 'jobs', 'fresh', 'timeout'] as const).find((one) => options[one] !== undefined)
  if (idle !== undefined) throw new UsageError(`--from runs nothing, so --${idle} says nothing`)
  const { matrix, ran } = matrixFrom(places.split(','), options.drivers)
  return { matrix, code: worst(ran) }
}

function worst(ran: readonly Ran[]): ExitCode {
  const order = [exitCodes.couldNotRun, exitCodes.doesNotConform, exitCodes.ranTooLittle]
  return order.find((code) => ran.some((one) => one.code === code)) ?? exitCodes.conforms
}
