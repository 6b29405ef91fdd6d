import { DriverError } from '../../../src/adapters/driver.ts'
import { reasonOf } from '../file/sink-entries.ts'
import { linesOfCommand, type UserCommand } from '../file/user-command.ts'
import { filesLeftOver, type WatchedFolder } from './files-left-over.ts'
import type { SinkDriver } from './sink-driver.ts'

/** What a sink has left behind a case, as far as somebody looked. */
export interface LeftOvers {
  /** Missing if nobody looked, or could not tell. */
  readonly leftOver?: readonly string[]
  /** Why nobody could tell. */
  readonly warnings: readonly string[]
}

/** Looks for what a sink has left behind a case whose query has ended, before the clean-up. */
export async function lookForLeftOvers(driver: Pick<SinkDriver<never>, 'leftOvers'>): Promise<LeftOvers> {
  try {
    const leftOver = await driver.leftOvers?.()
    return { ...(leftOver === undefined ? {} : { leftOver }), warnings: [] }
  } catch (error) {
    if (!(error instanceof DriverError)) throw error
    return { warnings: [reasonOf(error)] }
  }
}

interface LookContext {
  /** The time limit of a command that has none of its own. */
  readonly seconds: number
  /** The file of each row that the reader sees. Undefined where the reader knows no files. */
  filesOfRows(): Promise<readonly string[] | undefined>
}

/** Where a user says to look: one left-over per line of a command, or per file of a folder. @throws DriverError */
export async function leftOversIn(
  where: UserCommand | WatchedFolder,
  { seconds, filesOfRows }: LookContext,
): Promise<readonly string[]> {
  if ('folder' in where) return filesLeftOver(where, await filesOfRows())
  const lines = await linesOfCommand(where, { place: 'leftOvers', seconds })
  return lines.filter((line) => line.trim() !== '')
}
