import { existsSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { columnWord } from '../../drivers/command-line.ts'
import { UsageError } from '../../errors.ts'
import { exitCodes } from '../../exit-codes.ts'
import { isFile } from '../../files.ts'
import { placeIn, reasonOf } from '../../input/read-file.ts'
import { exitCodeOf } from '../../report/conclusion.ts'
import { readReport, Unreadable } from '../../report/read-report.ts'
import type { RunReport } from '../../report/report.ts'
import { echoed } from '../../visible.ts'
import { makeMatrix, mergeMatrix, redrawMatrix, type Suite } from '../make-matrix.ts'
import type { Matrix } from '../matrix.ts'
import { readMatrix } from '../read.ts'
import type { NamedDriver, Ran } from './run-drivers.ts'

/**
 * The matrix of reports that exist already, each by the name of its folder: those that `drivers` names, in that order, or all
 * of them. A `matrix.json` in the first place is drawn again, with the reports of the other places merged into it.
 *
 * @throws UsageError, Unreadable, UnlikeReports
 */
export function matrixFrom(
  places: readonly string[],
  { drivers, suite }: { readonly drivers: readonly NamedDriver[] | undefined; readonly suite: Suite },
): { readonly matrix: Matrix; readonly ran: readonly Ran[] } {
  const [first = '', ...others] = places
  if (isFile(first)) {
    const before = readMatrix(first)
    if (others.length === 0) {
      if (drivers !== undefined)
        throw new UsageError(`--from: ${placeIn(first)} has no reports, so --drivers cannot choose them`)
      return { matrix: redrawMatrix(before, suite), ran: [] }
    }
    const { matrix: after, ran } = matrixFrom(others, { drivers, suite })
    return { matrix: mergeMatrix(before, after, suite), ran }
  }

  const folders = places.flatMap(reportFolders)
  const names = folders.map((folder) => basename(folder))
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined)
    throw new UsageError(`--from finds two reports of ${echoed(twice)}: name the one folder that is meant`)
  const ran =
    drivers === undefined
      ? folders.toSorted(byName).map((folder) => readRan(basename(folder), folder))
      : drivers.map((driver) => readWanted(driver, folders[names.indexOf(driver.name)]))
  return {
    matrix: makeMatrix(
      ran.map(({ source }) => source),
      suite,
    ),
    ran,
  }
}

/** The folder itself if it holds a report, or else those in it that do. */
function reportFolders(place: string): readonly string[] {
  const folder = resolve(place)
  if (!existsSync(folder)) throw new UsageError(`--from: there is no ${placeIn(folder)}`)
  if (isFile(folder))
    throw new UsageError(`--from: ${placeIn(folder)} is not a folder (a matrix.json is wanted in the first place only)`)
  if (existsSync(join(folder, 'report.json'))) return [folder]
  const below = namesIn(folder)
    .map((name) => join(folder, name))
    .filter((one) => existsSync(join(one, 'report.json')))
  if (below.length === 0)
    throw new UsageError(`--from: there is no report.json in ${placeIn(folder)}, nor in the folders in it`)
  return below
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw new UsageError(`--from: ${placeIn(folder)}: cannot be read: ${reasonOf(error)}`)
  }
}

function readWanted({ name, word, choice }: NamedDriver, folder: string | undefined): Ran {
  if (folder === undefined) {
    const reason = 'there is no report of it'
    return { source: { name, choice, result: { kind: 'not-run', reason } }, code: exitCodes.ranTooLittle }
  }
  const ran = readRan(name, folder)
  if (isDeepStrictEqual(ran.report.driver.choice, choice)) return ran
  throw new UsageError(
    `--from: ${placeIn(join(folder, 'report.json'))} is of ${echoed(columnWord(name, ran.source.choice))}, and not of ${echoed(word)}`,
  )
}

function readRan(name: string, folder: string): Ran & { readonly report: RunReport } {
  const report = readReport(join(folder, 'report.json'))
  if (report.cases.length + report.generated.length === 0) {
    throw new Unreadable(`${placeIn(join(folder, 'report.json'))}: a report without a case (at least one is wanted)`)
  }
  const { choice } = report.driver
  return { source: { name, choice, result: { kind: 'report', report } }, code: exitCodeOf(report), report }
}

/** Releases in their order: 3.5 before 3.10. */
const byName = (one: string, other: string) => basename(one).localeCompare(basename(other), 'en', { numeric: true })
