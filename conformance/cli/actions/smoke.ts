import type { Writable } from 'node:stream'
import type { ExitCode } from '../../exit-codes.ts'
import { smoke as runSmoke, type SmokeOptions } from '../../smoke/smoke.ts'
import { exitCodeOf, reportJson, reportText } from '../../smoke/smoke-report.ts'

interface SmokeStreams {
  readonly output: Writable
  /** Takes the progress, so that the output holds the result alone. */
  readonly progress: Writable & { readonly isTTY?: boolean }
}

/** Checks the driver itself, and prints the findings, those that matter most first. */
export async function smoke(
  { json = false, ...options }: SmokeOptions & { readonly json?: boolean },
  { output, progress }: SmokeStreams,
): Promise<ExitCode> {
  const clear = progress.isTTY === true ? '\r\x1b[2K' : ''
  let isFirst = true
  const onProgress = (done: number, total: number) => {
    if (clear !== '' || isFirst || done % 25 === 0)
      progress.write(`${clear}${done}/${total} checks${clear === '' ? '\n' : ''}`)
    isFirst = false
  }
  const result = await runSmoke({ ...options, onProgress })
  progress.write(clear)
  const command = [options.command, ...options.args]
  output.write(json ? `${reportJson(command, result)}\n` : `${reportText(command, result)}\n`)
  return exitCodeOf(result)
}
