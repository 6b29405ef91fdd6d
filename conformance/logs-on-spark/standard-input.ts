import { readSync } from 'node:fs'

/** The lines of standard input, without their line breaks. */
export function* inputLines(): Generator<string> {
  yield* linesIn(inputChunks())
}

function* inputChunks(): Generator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(1 << 20)
  for (;;) {
    const count = readSync(0, buffer)
    if (count === 0) return
    yield buffer.subarray(0, count)
  }
}

/** The lines in chunks of bytes, without their line breaks. A chunk may be overwritten once the next one is asked for. */
export function* linesIn(chunks: Iterable<Buffer>): Generator<string> {
  let parts: Buffer[] = []
  for (const chunk of chunks) {
    let begin = 0
    for (;;) {
      const end = chunk.indexOf(10, begin)
      if (end === -1) break
      parts.push(chunk.subarray(begin, end))
      yield parts.length === 1 ? chunk.toString('utf8', begin, end) : Buffer.concat(parts).toString('utf8')
      parts = []
      begin = end + 1
    }
    if (begin < chunk.length) parts.push(Buffer.from(chunk.subarray(begin)))
  }
  if (parts.length > 0) yield Buffer.concat(parts).toString('utf8')
}
