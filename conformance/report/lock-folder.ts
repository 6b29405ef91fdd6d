import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { placeIn, reasonOf } from '../input/read-file.ts'
import { NoReportFolder } from './report-folder.ts'

/**
 * Reserves the folder for this process until it ends, so that two runs do not mix their files. The lock of a process that has ended is
 * taken over.
 *
 * @throws NoReportFolder if another process writes to the folder
 */
export function lockFolder(folder: string): void {
  const lock = resolve(folder, '.cwc-running')
  const owner = ownerOf(lock)
  if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
    throw new NoReportFolder(
      `--report: ${placeIn(folder)}: process ${owner} writes its report there (another folder is wanted)`,
    )
  }
  try {
    if (owner !== process.pid) {
      rmSync(lock, { force: true })
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
    }
  } catch (error) {
    throw new NoReportFolder(`${placeIn(lock)}: cannot be written: ${reasonOf(error)}`)
  }
  process.once('exit', () => {
    if (ownerOf(lock) === process.pid) rmSync(lock, { force: true })
  })
}

function ownerOf(lock: string): number | undefined {
  try {
    const pid = Number(readFileSync(lock, 'utf8').slice(0, 20))
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
