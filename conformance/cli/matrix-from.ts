import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { makeMatrix } from '../matrix/make-matrix.ts'
import type { Matrix } from '../matrix/matrix.ts'
import { readMatrix, readReport } from '../matrix/read.ts'
import type { RunReport } from '../report/report.ts'
import { driverWords } from './choose-driver.ts'
import { exitCodes } from './exit-codes.ts'
import type { NamedDriver } from './matrix-drivers.ts'
import { exitCodeOf } from './run.ts'
import type { Ran } from './run-drivers.ts'
import { UsageError } from './usage-error.ts'

/**
 * The matrix of reports that are there already, each by the name of its folder: those that `drivers` names, in that order, or all
 * of them. A `matrix.json` stands for itself.
 *
 * @throws UsageError, Unreadable, UnlikeReports
 */
export function matrixFrom(
  places: readonly string[],
  drivers: readonly NamedDriver[] | undefined,
): { readonly matrix: Matrix; readonly ran: readonly Ran[] } {
  const [first = ''] = places
  if (places.length === 1 && drivers === undefined && isFile(first)) return { matrix: readMatrix(first), ran: [] }

  const folders = places.flatMap(reportFolders)
  const names = folders.map((folder) => basename(folder))
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined)
    throw new UsageError(`--from finds two reports of ${twice}: name the one folder that is meant`)
  const ran =
    drivers === undefined
      ? folders.toSorted(byName).map((folder) => readRan(basename(folder), folder))
      : drivers.map((driver) => readWanted(driver, folders[names.indexOf(driver.name)]))
  return { matrix: makeMatrix(ran.map(({ source }) => source)), ran }
}

/** The folder itself if it holds a report, or else those in it that do. */
function reportFolders(place: string): readonly string[] {
  const folder = resolve(place)
  if (!existsSync(folder)) throw new UsageError(`--from: there is no ${folder}`)
  if (isFile(folder)) throw new UsageError(`--from: ${folder} is no folder, and a matrix.json has to stand alone`)
  if (existsSync(join(folder, 'report.json'))) return [folder]
  const below = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((one) => existsSync(join(one, 'report.json')))
  if (below.length === 0) throw new UsageError(`--from: there is no report.json in ${folder}, nor in the folders in it`)
  return below
}

function readWanted({ name, word, choice }: NamedDriver, folder: string | undefined): Ran {
  if (folder === undefined) {
    const reason = 'there is no report of it'
    return { source: { name, chosenBy: word, result: { kind: 'not-run', reason } }, code: exitCodes.ranTooLittle }
  }
  const ran = readRan(name, folder)
  if (ran.report.driver.chosenBy === driverWords(choice).trim()) return ran
  throw new UsageError(`--from: ${join(folder, 'report.json')} is of ${ran.source.chosenBy}, and not of ${word}`)
}

function readRan(name: string, folder: string): Ran & { readonly report: RunReport } {
  const report = readReport(join(folder, 'report.json'))
  const chosenBy = wordFor(name, report.driver.chosenBy)
  return { source: { name, chosenBy, result: { kind: 'report', report } }, code: exitCodeOf(report), report }
}

function wordFor(name: string, chosenBy: string): string {
  if (chosenBy === '') return 'reference'
  const driver = /^--driver (\S+)/.exec(chosenBy)?.[1]
  return driver ?? `${name}=${chosenBy.replace(/^-- /, '')}`
}

/** Releases in their order: 3.5 before 3.10. */
const byName = (one: string, other: string) => basename(one).localeCompare(basename(other), 'en', { numeric: true })

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true
