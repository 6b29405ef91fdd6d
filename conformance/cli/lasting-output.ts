import { reasonOf } from '../input/read-file.ts'

let unwritten: string | undefined
let isLasting = false

/**
 * From here on no error of standard output or standard error ends the process: a run goes on, and its report is written, when its
 * terminal has gone or the disk behind a redirection is full.
 */
export function makeOutputLast(): void {
  unwritten = undefined
  if (isLasting) return
  isLasting = true
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has gone (`| head`): it has what it wanted.
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') unwritten ??= reasonOf(error)
  })
  process.stderr.on('error', () => undefined)
}

/** Why standard output did not take everything; undefined if it did. Waits until all is written. */
export async function whyUnwritten(): Promise<string | undefined> {
  await new Promise((resolve) => process.stdout.write('', resolve))
  return unwritten
}
