import type { Readable, Writable } from 'node:stream'
import type { Driver } from '../driver.ts'
import { lineSplitter } from './lines.ts'
import { session } from './session.ts'

export interface ServeStreams {
  readonly input: Readable
  /** Only this function may write to it. */
  readonly output: Writable
}

/**
 * `cwc serve DRIVER`: serves any driver over the protocol, to try a harness on it, or to use it from another language. Ends with
 * `shutdown`, at the end of the input, or when the output is closed. The driver is shut down in each case.
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

/** The last line of the input may lack its line feed. */
async function* linesOf(input: Readable, splitter: ReturnType<typeof lineSplitter>) {
  for await (const piece of input) {
    yield splitter.push(Buffer.isBuffer(piece) ? piece : Buffer.from(piece))
  }
  yield splitter.rest()
}

/** Writes a line and waits until the stream has taken it, so that unread lines do not fill the memory. False: the output is closed. */
function writer(output: Writable): (line: string) => Promise<boolean> {
  // The callback reports the error. Without a listener it would end the process.
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
