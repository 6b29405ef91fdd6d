import { constants, existsSync, statSync } from 'node:fs'
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { UsageError } from '../errors.ts'
import { generatedJunit } from './generated-junit.ts'
import type { RunReport } from './report.ts'

/** Nothing can be written into the folder that was named for the report. */
export class NoReportFolder extends UsageError {
  override readonly name = 'NoReportFolder'
}

/**
 * Makes the folder, and answers what cucumber's own formatters are to write into it: absolute path → formatter.
 *
 * @throws NoReportFolder if it cannot be made, or not be written to
 */
export async function reportFiles(folder: string): Promise<Readonly<Record<string, string>>> {
  if (folder === '') throw new NoReportFolder('the report wants a folder')
  const path = resolve(folder)
  try {
    // Node makes a whole path by itself, but on some file systems it tries for ever where it cannot.
    for (const part of missingFolders(path)) await mkdir(part)
    await access(path, constants.W_OK)
    if (!statSync(path).isDirectory()) throw new Error('it is no folder')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new NoReportFolder(`the report cannot be written into ${path}: ${why}`)
  }
  return {
    [join(path, 'report.html')]: 'html',
    [join(path, 'junit.xml')]: 'junit',
    [join(path, 'messages.ndjson')]: 'message',
  }
}

/**
 * Removes what an earlier run has left in the folder and this one may not write: it must not be taken for this one's.
 *
 * @throws NoReportFolder if it cannot be removed
 */
export async function forgetReport(folder: string): Promise<void> {
  for (const name of ['report.json', 'generated.xml']) {
    const path = resolve(folder, name)
    await rm(path, { force: true }).catch((error: Error) => {
      throw new NoReportFolder(`the report cannot be written to ${path}: ${error.message}`)
    })
  }
}

/** The folders that have to be made for `path` to be there, the outermost first. */
function missingFolders(path: string): readonly string[] {
  return existsSync(path) ? [] : [...missingFolders(dirname(path)), path]
}

/**
 * Writes `report.json` into the folder, and `generated.xml` (JUnit) if there were generated cases, each whole or not at all.
 * Answers the path of the first.
 */
export async function writeReport(folder: string, report: RunReport): Promise<string> {
  const path = resolve(folder, 'report.json')
  if (report.generated.length > 0) await writeWhole(resolve(folder, 'generated.xml'), generatedJunit(report.generated))
  await writeWhole(path, `${JSON.stringify(report, null, 2)}\n`)
  return path
}

async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text)
  await rename(`${path}.part`, path)
}
