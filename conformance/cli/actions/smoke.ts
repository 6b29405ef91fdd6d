import type { Writable } from 'node:stream'
import type { ExitCode } from '../../exit-codes.ts'
import { smoke as runSmoke, type SmokeOptions } from '../../smoke/smoke.ts'
import { conclusionText, exitCodeOf, findingText } from '../../smoke/smoke-report.ts'

/** Checks the driver itself, and prints each check as it is done. */
export async function smoke(options: SmokeOptions, output: Writable): Promise<ExitCode> {
  output.write(`smoke test of: ${[options.command, ...options.args].join(' ')}\n\n`)
  const result = await runSmoke({ ...options, onFinding: (finding) => output.write(`${findingText(finding)}\n`) })
  output.write(`\n${conclusionText(result)}\n`)
  return exitCodeOf(result)
}
