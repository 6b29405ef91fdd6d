import { constants, statSync } from 'node:fs'
import { access, rename, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { makeFolders } from '../../src/adapters/make-folders.ts'
import { UsageError } from '../errors.ts'
import { placeIn, reasonOf } from '../input/read-file.ts'
import { visible } from '../visible.ts'
import type { RunReport } from './report.ts'
import { reportJson } from './report-json.ts'

/** The report cannot be written to the folder. */
export class NoReportFolder extends UsageError {
  override readonly name = 'NoReportFolder'
}

/**
 * Makes the folder for a report.
 *
 * @throws NoReportFolder if the folder cannot be made or written to
 */
export async function makeReportFolder(folder: string): Promise<void> {
  if (folder === '') throw new NoReportFolder('--report: the name of the folder is empty (a folder is wanted)')
  const path = resolve(folder)
  try {
    makeFolders(path)
    await access(path, constants.W_OK)
    if (!statSync(path).isDirectory()) throw new Error('not a folder')
  } catch (error) {
    throw new NoReportFolder(`${placeIn(path)}: the report cannot be written: ${reasonOf(error)}`)
  }
}

/** The files of a report folder, also those that earlier versions wrote. */
const known = [
  'report.json',
  'report.html',
  'junit.xml',
  'summary.md',
  'badge.json',
  'generated.xml',
  'messages.ndjson',
]

/**
 * Removes the files of an earlier run, so that they are not taken for files of this run if it cannot start or is killed.
 *
 * @throws NoReportFolder if it cannot be removed
 */
export async function forgetReport(folder: string): Promise<void> {
  for (const name of known.flatMap((one) => [one, `${one}.part`])) {
    const path = resolve(folder, name)
    await rm(path, { force: true }).catch((error: Error) => {
      throw new NoReportFolder(`${placeIn(path)}: the report of an earlier run cannot be removed: ${reasonOf(error)}`)
    })
  }
}

/**
 * Writes `report.json` and the files that were drawn from it into the folder, as `writeFiles` does. Returns the path of
 * `report.json`.
 *
 * @throws the first error
 */
export async function writeReport(folder: string, report: RunReport, drawn: readonly NamedText[]): Promise<string> {
  await writeFiles(folder, [{ name: 'report.json', text: reportJson(report) }, ...drawn])
  return resolve(folder, 'report.json')
}

/** The files of a written report that a user opens first, in one line. */
export function describePlaces(folder: string): string {
  return `Report: ${['report.json', 'report.html'].map((name) => visible(resolve(folder, name))).join(', ')}`
}

/** A file by its name, and its text. */
export interface NamedText {
  readonly name: string
  readonly text: string
}

/**
 * Writes the files into the folder, each whole or not at all. Tries each of them, even if another one cannot be written.
 *
 * @throws the first error
 */
export async function writeFiles(folder: string, files: readonly NamedText[]): Promise<void> {
  const errors: unknown[] = []
  for (const { name, text } of files) {
    await writeWhole(resolve(folder, name), text).catch((error: unknown) => errors.push(error))
  }
  if (errors.length > 0) throw errors[0]
}

async function writeWhole(path: string, text: string): Promise<void> {
  try {
    await writeFile(`${path}.part`, text)
    await rename(`${path}.part`, path)
  } catch (error) {
    await rm(`${path}.part`, { force: true })
    throw error
  }
}
