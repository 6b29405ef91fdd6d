import { setImmediate } from 'node:timers/promises'
import { exitCodes } from './exit-codes.ts'

let lost: unknown
let isLasting = false

/**
 * From here on no error of standard output or standard error ends the process: a run goes on, and its report is written, when its
 * terminal has gone or the disk behind a redirection is full.
 */
export function makeOutputLast(): void {
  lost = undefined
  if (isLasting) return
  isLasting = true
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!hasReaderGone(error)) lost ??= error
  })
  process.stderr.on('error', () => undefined)
}

/** Whoever read the output (`| head`, a terminal) has what was wanted. */
function hasReaderGone({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || (code === 'EIO' && process.stdout.isTTY)
}

/**
 * The exit code of a command that would end with `code`, once all its output is written: 0 promises that the result was delivered, so
 * a result that standard output did not take is no success. Says so on standard error, with the reason.
 */
export async function codeOnceWritten(code: number, reasonOf: (error: unknown) => string): Promise<number> {
  await allWritten(process.stdout)
  if (lost === undefined) return code
  console.error(`error: standard output: not written: ${reasonOf(lost)}`)
  return code === exitCodes.conforms ? exitCodes.wrongUse : code
}

/** A write of nothing would be no way to wait: a full disk refuses that, too. */
async function allWritten(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength > 0 && !stream.destroyed) {
    await new Promise((resolve) => {
      for (const event of ['drain', 'error', 'close']) stream.once(event, resolve)
    })
  }
  // The error of a write is told after the write.
  await setImmediate()
}
