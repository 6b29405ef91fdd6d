import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { RunReport } from './report.ts'

/**
 * Makes the folder, and answers what cucumber's own formatters are to write into it: absolute path → formatter.
 *
 * @throws Error if the folder cannot be made
 */
export async function reportFiles(folder: string): Promise<Readonly<Record<string, string>>> {
  const path = resolve(folder)
  await mkdir(path, { recursive: true })
  return {
    [join(path, 'report.html')]: 'html',
    [join(path, 'junit.xml')]: 'junit',
    [join(path, 'messages.ndjson')]: 'message',
  }
}

/** Writes `report.json` into the folder, whole or not at all. Answers its path. */
export async function writeReport(folder: string, report: RunReport): Promise<string> {
  const path = resolve(folder, 'report.json')
  await writeFile(`${path}.part`, `${JSON.stringify(report, null, 2)}\n`)
  await rename(`${path}.part`, path)
  return path
}
