import type { RecordReader } from '../production-logs/read-records.ts'
import { BrokenLog } from './open-log.ts'
import type { LogPart } from './parts.ts'

/** A file of a log. */
export interface LogFile {
  readonly path: string
  readonly text: () => AsyncIterable<Buffer>
}

/** What is told while a log is read. */
export interface ReadingOptions {
  readonly onBroken: (path: string, error: BrokenLog) => void
  readonly signal?: AbortSignal | undefined
}

/** Reads the files of one log, as if they were one file. Returns where the lines of each begin. */
export async function readLog(
  files: readonly LogFile[],
  reader: Pick<RecordReader, 'push' | 'end' | 'lines'>,
  { onBroken, signal }: ReadingOptions,
): Promise<readonly LogPart[]> {
  const parts: LogPart[] = []
  for (const [at, { path, text }] of files.entries()) {
    parts.push({ file: path, before: reader.lines() })
    let last: number | undefined
    try {
      for await (const chunk of text()) {
        reader.push(chunk)
        last = chunk.at(-1)
        if (signal?.aborted === true) break
      }
    } catch (error) {
      if (!(error instanceof BrokenLog)) throw error
      if (signal?.aborted === true) break
      onBroken(path, error)
    }
    // The next part begins with a line of its own.
    if (last !== undefined && last !== lineFeed && at < files.length - 1) reader.push(Buffer.from('\n'))
  }
  reader.end()
  return parts
}

const lineFeed = 10
