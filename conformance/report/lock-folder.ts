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
  const own = nameOf(process.pid)
  if (owner !== undefined && owner !== own && isAlive(owner)) {
    throw new NoReportFolder(
      `--report: ${placeIn(folder)}: process ${Number.parseInt(owner, 10)} writes its report there (another folder is wanted)`,
    )
  }
  try {
    if (owner !== own) {
      rmSync(lock, { force: true })
      writeFileSync(lock, own, { flag: 'wx' })
    }
  } catch (error) {
    throw new NoReportFolder(`${placeIn(lock)}: cannot be written: ${reasonOf(error)}`)
  }
  if (held.size === 0) process.once('exit', release)
  held.add(lock)
}

/** The locks of this process. */
const held = new Set<string>()

function release(): void {
  const own = nameOf(process.pid)
  for (const lock of held) if (ownerOf(lock) === own) rmSync(lock, { force: true })
}

function ownerOf(lock: string): string | undefined {
  try {
    const owner = readFileSync(lock, 'utf8').slice(0, 100)
    const pid = Number.parseInt(owner, 10)
    return Number.isSafeInteger(pid) && pid > 0 ? owner : undefined
  } catch {
    return undefined
  }
}

/** Whether the process still runs, and is not another one that has got the same id: in a container, ids are used again and again. */
function isAlive(owner: string): boolean {
  const pid = Number.parseInt(owner, 10)
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return owner === String(pid) || owner === nameOf(pid)
}

/** The process by its id and, on Linux, by the boot and the moment in which it began. */
function nameOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program is in parentheses, and may have spaces: the moment is the 20th field after it.
    const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
    return `${pid} ${began} ${boot}`
  } catch {
    return String(pid)
  }
}
