import { constants, existsSync, statSync } from 'node:fs'
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { textOf, UsageError } from '../errors.ts'
import { generatedJunit } from './generated-junit.ts'
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
    // Node can make a whole path, but on some file systems it tries for ever if it cannot.
    for (const part of missingFolders(path)) await mkdir(part)
    await access(path, constants.W_OK)
    if (!statSync(path).isDirectory()) throw new Error('not a folder')
  } catch (error) {
    throw new NoReportFolder(`${path}: the report cannot be written: ${textOf(error)}`)
  }
}

/**
 * Removes the files of an earlier run that this run may not write, so that they are not taken for files of this run.
 *
 * @throws NoReportFolder if it cannot be removed
 */
export async function forgetReport(folder: string): Promise<void> {
  for (const name of ['report.json', 'generated.xml']) {
    const path = resolve(folder, name)
    await rm(path, { force: true }).catch((error: Error) => {
      throw new NoReportFolder(`${path}: the report of an earlier run cannot be removed: ${error.message}`)
    })
  }
}

/** The missing folders of `path`, the outermost first. */
function missingFolders(path: string): readonly string[] {
  return existsSync(path) ? [] : [...missingFolders(dirname(path)), path]
}

/**
 * Writes `report.json` into the folder, and `generated.xml` (JUnit) if there were generated cases, each whole or not at all.
 * Returns the path of the first.
 */
export async function writeReport(folder: string, report: RunReport): Promise<string> {
  const path = resolve(folder, 'report.json')
  if (report.generated.length > 0) await writeWhole(resolve(folder, 'generated.xml'), generatedJunit(report.generated))
  await writeWhole(path, reportJson(report))
  return path
}

async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text)
  await rename(`${path}.part`, path)
}
