import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { DriverChoice } from '../../drivers/choice.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import type { RunsByRole } from '../../generated/runs-by-role.ts'
import { exitCodeOf } from '../../report/conclusion.ts'
import type { Digest } from '../../report/digests.ts'
import { readReport, Unreadable } from '../../report/read-report.ts'
import { makeReportFolder } from '../../report/report-folder.ts'
import { isComplete, type Source } from '../column.ts'
import { reusableReport } from './reusable-report.ts'
import { runChild } from './run-child.ts'

/** An implementation that gets a column. */
export interface NamedDriver {
  /** The column's name, and its folder's. */
  readonly name: string
  /** The word behind `--drivers` that chooses it. */
  readonly word: string
  readonly choice: DriverChoice
}

/** Shows how far each driver's run is. */
export interface Board {
  say(name: string, text: string): void
}

export interface DriversRun {
  readonly drivers: readonly NamedDriver[]
  /** Each driver's report goes into a folder of its name in here. */
  readonly folder: string
  readonly tags: string
  /** The digest of the cases that `tags` selects. */
  readonly suite: Digest
  readonly runs: RunsByRole | undefined
  readonly seed: number
  readonly timeout: number
  readonly jobs: number
  /** Run again what is there already. */
  readonly fresh: boolean
  readonly board: Board
  readonly signal: AbortSignal
}

/** A column's source, and what its run by itself would end with. */
export interface Ran {
  readonly source: Source
  readonly code: ExitCode
}

/** Runs the suite on each driver, at most `jobs` at a time. One answer a driver, in their order, however much was stopped. */
export async function runDrivers(run: DriversRun): Promise<readonly Ran[]> {
  const answers = new Map<NamedDriver, Ran>()
  const waiting = [...run.drivers]
  const work = async () => {
    for (let driver = waiting.shift(); driver !== undefined; driver = waiting.shift()) {
      answers.set(driver, await runOne(driver, run))
    }
  }
  await Promise.all(Array.from({ length: run.jobs }, work))
  return run.drivers.map((driver) => answers.get(driver) ?? stoppedBefore(driver))
}

async function runOne(driver: NamedDriver, run: DriversRun): Promise<Ran> {
  const { name, choice } = driver
  const { board, signal, tags, runs, seed } = run
  if (signal.aborted) return stoppedBefore(driver)
  const folder = join(run.folder, name)
  const taken = run.fresh ? undefined : reusableReport(folder, { choice, tags, suite: run.suite, runs, seed })
  if (taken !== undefined) {
    board.say(name, `taken from ${join(folder, 'report.json')} (--fresh runs it again)`)
    return ranAs(driver, { kind: 'report', report: taken }, exitCodeOf(taken))
  }

  await makeReportFolder(folder)
  const file = join(folder, 'report.json')
  // The files of an earlier run must not be taken for files of this run.
  rmSync(file, { force: true })
  board.say(name, 'starts')
  const { code, lastWords } = await runChild(wordsFor(driver, folder, run), {
    log: join(folder, 'output.txt'),
    signal,
    onLine: (line) => {
      if (/^\d+\/\d+ /.test(line)) board.say(name, line)
    },
  })
  try {
    const report = readReport(file)
    board.say(name, isComplete(report) ? 'done' : 'stopped; what was done is kept')
    return ranAs(driver, { kind: 'report', report }, exitCodeOf(report))
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    if (signal.aborted) return stoppedBefore(driver)
    board.say(name, `not run: ${lastWords}`)
    const isLess = code === exitCodes.ranTooLittle
    return ranAs(
      driver,
      { kind: 'not-run', reason: lastWords },
      isLess ? exitCodes.ranTooLittle : exitCodes.couldNotRun,
    )
  }
}

function ranAs({ name, choice }: NamedDriver, result: Source['result'], code: ExitCode): Ran {
  return { source: { name, choice, result }, code }
}

const stoppedBefore = (driver: NamedDriver) =>
  ranAs(driver, { kind: 'not-run', reason: 'stopped before it had a report' }, exitCodes.ranTooLittle)

function wordsFor(
  { word, choice }: NamedDriver,
  folder: string,
  { tags, runs, seed, timeout }: DriversRun,
): readonly string[] {
  const counts = [...(runs ?? [])].map(([role, count]) => `${role}=${count}`)
  return [
    'run',
    ...(choice.kind === 'command' ? [] : ['--driver', word]),
    ...['--report', resolve(folder), '--timeout', String(timeout)],
    ...(tags === '' ? [] : ['--tags', tags]),
    // The cells of a release show which roles it does not claim.
    ...(counts.length === 0 ? [] : ['--runs', counts.join(','), '--seed', String(seed), '--offered-only']),
    ...(choice.kind === 'command' ? ['--', choice.command, ...choice.args] : []),
  ]
}
