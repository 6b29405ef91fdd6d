import type { Application } from '../production-logs/application.ts'
import type { LogRecord } from '../production-logs/record.ts'
import type { DigestItem } from './digest.ts'

/** Puts the digest of one log to the application that judges it, as if it were the log. */
export interface Replay {
  readonly take: (items: readonly DigestItem[]) => void
  /** The log has ended, with so many records, those that the digest leaves out among them. */
  readonly end: (records: number) => void
}

export function createReplay(application: Application, file: string): Replay {
  const ofWriter = new Map<number, LogRecord>()
  let before = { epoch: 0, line: 0 }
  let taken = 0

  const take = (record: LogRecord) => {
    taken += 1
    application.take(record, file)
  }
  const takeWriters = (numbers: readonly number[]) => {
    for (let next = 0; next + 3 < numbers.length; next += 4) {
      const [whose = 0, committing = 0, epochs = 0, lines = 0] = numbers.slice(next, next + 4)
      before = { epoch: before.epoch + epochs, line: before.line + lines }
      const { epoch, line } = before
      const isCommitting = committing === 1
      const known = ofWriter.get(whose)
      const at = { line, stamp: () => known?.stamp ?? '' }
      if (application.takeWriterLine({ whose, isCommitting, epoch }, at, file)) continue
      if (known === undefined) throw new Error(`${file}:${line}: a line of a writer whose first line is missing`)
      const writer = /^Writer for partition \d+ in epoch /.exec(known.message)?.[0] ?? ''
      take({
        ...known,
        line,
        behind: [],
        message: `${writer}${epoch} ${isCommitting ? 'is committing.' : 'committed.'}`,
      })
    }
  }
  const takeItem = (item: DigestItem) => {
    if ('writers' in item) return takeWriters(item.writers)
    if (item.whose !== undefined) ofWriter.set(item.whose, item)
    take(item)
  }
  return {
    take: (items) => items.forEach(takeItem),
    end: (records) => application.passOver(file, records - taken),
  }
}
