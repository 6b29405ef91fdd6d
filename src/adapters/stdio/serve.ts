import type { Readable, Writable } from 'node:stream'
import type { Driver } from '../driver.ts'
import { lineSplitter } from './lines.ts'
import { session } from './session.ts'

export interface ServeStreams {
  readonly input: Readable
  /** Nothing else may write to it. */
  readonly output: Writable
}

/**
 * `cwc serve DRIVER`: speaks the driver protocol for any driver, so that a harness can be tried out on it, and an
 * implementation be used from another language. Ends with `shutdown`, with the end of the input, and when nobody reads
 * the output any more; the driver is shut down in each case.
 *
 * @returns the exit code: 0, or 1 if the driver did not end well or the output was cut off
 */
export async function serve(driver: Driver, { input, output }: ServeStreams): Promise<number> {
  const { answer } = session(driver)
  const splitter = lineSplitter()
  const write = writer(output)
  for await (const lines of linesOf(input, splitter)) {
    for (const line of lines) {
      const reply = await answer(line)
      const written = await write(reply.line)
      if (reply.exit !== undefined) return reply.exit
      if (!written) return (await shutDown(driver)) || 1
    }
  }
  return await shutDown(driver)
}

/** What is left without a line feed at the end of the input is a line, too. */
async function* linesOf(input: Readable, splitter: ReturnType<typeof lineSplitter>) {
  for await (const piece of input) {
    yield splitter.push(Buffer.isBuffer(piece) ? piece : Buffer.from(piece))
  }
  yield splitter.rest()
}

/** Writes a line and waits until it is on its way, so that what is not read is not heaped up. False: nobody reads. */
function writer(output: Writable): (line: string) => Promise<boolean> {
  // Told by the callback; without a listener it would end the process.
  output.on('error', () => {})
  return (line) => new Promise((resolve) => output.write(`${line}\n`, (error) => resolve(error == null)))
}

async function shutDown(driver: Driver): Promise<number> {
  try {
    await driver.shutdown()
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}
