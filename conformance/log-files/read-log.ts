import type { RecordReader } from '../production-logs/reading/read-records.ts'
import { withoutStaleTail } from '../production-logs/reading/stale-tail.ts'
import type { UnreadLog } from '../production-logs/report/check-report.ts'
import { BrokenLog } from './open-log.ts'
import type { LogPart } from './parts.ts'

/** A file of a log. */
export interface LogFile {
  readonly path: string
  readonly text: () => AsyncIterable<Buffer>
  /** Files of the log that are missing before this one. */
  readonly missing?: string | undefined
}

/** What the reading of a log has shown beside its records. */
export interface LogReading {
  /** Where the lines of each file begin. */
  readonly parts: readonly LogPart[]
  /** Files that could not be read, or not to their end. */
  readonly unread: readonly UnreadLog[]
}

export interface ReadLogOptions {
  readonly signal?: AbortSignal | undefined
  /** Is told of missing files, and how many lines come before them, before any line behind them is read. */
  readonly onGap?: (missing: string, before: number) => void
}

/** Reads the files of one log, as if they were one file. */
export async function readLog(
  files: readonly LogFile[],
  reader: Pick<RecordReader, 'push' | 'end' | 'lines'>,
  { signal, onGap }: ReadLogOptions = {},
): Promise<LogReading> {
  const parts: LogPart[] = []
  const unread: UnreadLog[] = []
  const bytes = withoutStaleTail(reader.push)
  for (const [at, { path, text, missing }] of files.entries()) {
    parts.push({ file: path, before: reader.lines() })
    if (missing !== undefined) onGap?.(missing, reader.lines())
    let last: number | undefined
    try {
      for await (const chunk of text()) {
        bytes.push(chunk)
        last = chunk.at(-1)
        if (signal?.aborted === true) break
      }
    } catch (error) {
      if (!(error instanceof BrokenLog)) throw error
      if (signal?.aborted === true) break
      unread.push(
        last === undefined
          ? { file: path, why: error.message }
          : {
              file: path,
              // The lines that are missing between two parts may explain what comes behind them.
              partly: at === files.length - 1 ? 'stands' : 'in doubt',
              why: `the file breaks off: ${error.message}; it was judged up to there`,
            },
      )
    }
    bytes.end()
    // The next part begins with a line of its own.
    if (last !== undefined && last !== lineFeed && at < files.length - 1) reader.push(Buffer.from('\n'))
  }
  bytes.end()
  reader.end()
  return { parts, unread }
}

const lineFeed = 10
