import type { Transform } from 'node:stream'

/**
 * What the engine unpacks of the source: all of it up to where the source or its content breaks off, however slowly it is taken.
 *
 * @throws what broke it off
 */
export async function* unpacked(source: AsyncIterable<Buffer>, engine: Transform): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]()
  const broken: unknown[] = []
  const feed = async () => {
    let last = Promise.resolve(true)
    try {
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
        const before = last
        last = written(engine, next.value)
        // One chunk waits while another one is unpacked.
        if (!(await before)) return
      }
    } catch (error) {
      broken.push(error)
    }
    if (!(await last)) return
    // Told of the end with a chunk, the engine would drop what it has unpacked of that chunk before a cut.
    engine.end()
  }
  const fed = feed()
  try {
    yield* engine as AsyncIterable<Buffer>
    await fed
  } catch (error) {
    broken.push(error)
    // A stream that fails hands on nothing more by itself.
    const rest: Buffer | null = engine.read()
    if (rest !== null) yield rest
  } finally {
    engine.destroy()
    // The file behind it is closed with it.
    chunks.return?.().catch(() => undefined)
  }
  if (broken.length > 0) throw broken[0]
}

/** Writes the chunk, and says when it is unpacked. False: the engine has failed, and says so itself. */
const written = (engine: Transform, chunk: Buffer): Promise<boolean> =>
  new Promise((resolve) => engine.write(chunk, (error) => resolve(error === undefined || error === null)))
