import { resolve } from 'node:path'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import type { RunsByRole } from '../../generated/runs-by-role.ts'
import { makeMatrix } from '../../matrix/make-matrix.ts'
import type { Matrix } from '../../matrix/matrix.ts'
import { matrixFrom } from '../../matrix/measure/matrix-from-reports.ts'
import { type NamedDriver, type Ran, runDrivers } from '../../matrix/measure/run-drivers.ts'
import { describeMatrix } from '../../matrix/terminal.ts'
import { writeMatrix } from '../../matrix/write.ts'
import { digestOfSuite } from '../../report/digests.ts'
import { makeReportFolder } from '../../report/report-folder.ts'
import { planSuite } from '../../suite/plan.ts'
import { visible } from '../../visible.ts'
import { board } from '../board.ts'

export interface MatrixOptions {
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

/** Measures the drivers, or reads their reports, and writes the matrix. @throws UsageError */
export async function matrix(options: MatrixOptions, signal: AbortSignal): Promise<ExitCode> {
  const { matrix: made, code } =
    options.from === undefined ? await measure(options, signal) : await from(options.from, options)
  console.log(describeMatrix(made))
  await makeReportFolder(options.out)
  console.log(`\nMatrix: ${writeMatrix(resolve(options.out), made).map(visible).join(', ')}`)
  if (signal.aborted)
    console.error('stopped: the matrix shows the finished drivers; the same command continues from there')
  return signal.aborted && code === exitCodes.conforms ? exitCodes.ranTooLittle : code
}

interface Made {
  readonly matrix: Matrix
  readonly code: ExitCode
}

async function measure({ drivers, tags = '', ...options }: MatrixOptions, signal: AbortSignal): Promise<Made> {
  if (drivers === undefined)
    throw new UsageError('--drivers or --from is wanted: the drivers to run, or the folders of reports')
  if (options.seed !== undefined && options.runs === undefined) {
    throw new UsageError('--seed: there are no generated cases (--runs is wanted, too)')
  }
  // A mistake in the suite is reported once here, and not once per driver.
  const planned = (await planSuite(tags)).map(({ scenario }) => scenario)
  if (planned.length === 0) throw new UsageError(`--tags ${tags}: no scenario matches`)
  await makeReportFolder(options.out)
  const ran = await runDrivers({
    drivers,
    tags,
    suite: digestOfSuite(planned.map(({ id }) => id)),
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
  const sources = ran.map(({ source }) => source)
  return { matrix: makeMatrix(sources, planned), code: worst(ran) }
}

async function from(places: string, options: MatrixOptions): Promise<Made> {
  const idle = (['runs', 'seed', 'tags', 'jobs', 'fresh', 'timeout'] as const).find((one) => options[one] !== undefined)
  if (idle !== undefined) throw new UsageError(`--${idle}: has no effect with --from, which runs no driver`)
  const suite = (await planSuite('')).map(({ scenario }) => scenario)
  const { matrix, ran } = matrixFrom(places.split(','), { drivers: options.drivers, suite })
  return { matrix, code: worst(ran) }
}

function worst(ran: readonly Ran[]): ExitCode {
  const order = [exitCodes.couldNotRun, exitCodes.doesNotConform, exitCodes.ranTooLittle]
  return order.find((code) => ran.some((one) => one.code === code)) ?? exitCodes.conforms
}
