import { DriverError } from '../../../src/adapters/driver.ts'
import { echoed } from '../../visible.ts'
import { linesOfCommand, type UserCommand } from '../file/user-command.ts'

/**
 * The rows that a command prints, one per line. A line that is no row of the kit is a fault of the command, such as the heading of a table;
 * blank lines are skipped.
 *
 * @throws DriverError
 */
export async function readByCommand(command: UserCommand, seconds: number): Promise<readonly string[]> {
  const lines = await linesOfCommand(command, { place: 'read', seconds })
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return []
    if (/^row-\d+-\d+$/.test(line)) return [line]
    const what = `line ${at + 1} of its output is "${echoed(line)}" (a row is row-PARTITION-NUMBER, alone in its line)`
    throw new DriverError({ kind: 'not-supported', reason: `read: ${what}` })
  })
}
