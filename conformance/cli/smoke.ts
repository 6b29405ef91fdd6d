import type { Writable } from 'node:stream'
import type { ConnectionOptions } from '../../src/adapters/stdio/connection.ts'
import { smoke } from '../smoke/smoke.ts'
import { conclusionText, exitCodeOf, findingText } from '../smoke/smoke-report.ts'

/**
 * `cwc smoke -- COMMAND`: is the driver itself sound? Prints each check as it is done.
 *
 * @returns the exit code: 0 all is well, 1 something is not, 3 it could not be run
 */
export async function smokeCommand(options: ConnectionOptions, output: Writable): Promise<number> {
  output.write(`smoke test of: ${[options.command, ...options.args].join(' ')}\n\n`)
  const result = await smoke({ ...options, onFinding: (finding) => output.write(`${findingText(finding)}\n`) })
  output.write(`\n${conclusionText(result)}\n`)
  return exitCodeOf(result)
}
