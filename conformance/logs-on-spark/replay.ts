import type { Application } from '../production-logs/application.ts'
import type { LogRecord } from '../production-logs/observations/record.ts'
import { processIn } from '../production-logs/runs/processes.ts'
import { type DigestItem, type DigestLine, isOfWriter } from './digest.ts'

/** Puts the digest of one log to the application that judges it, as if it were the log. */
export interface Replay {
  readonly take: (items: readonly DigestItem[]) => void
  /** The log has ended. */
  readonly end: (counts: Pick<Extract<DigestLine, { readonly kind: 'end' }>, 'records' | 'leftOut'>) => void
}

export function createReplay(application: Application, file: string): Replay {
  const [writers, queries] = [new Map<number, LogRecord>(), new Map<number, LogRecord>()]
  let before = { epoch: 0, line: 0, stamp: '' }
  let taken = 0

  const take = (record: LogRecord) => {
    taken += 1
    application.take(record, file)
  }
  const takeRepeated = (numbers: readonly number[], stamps: readonly string[]) => {
    let stampsTaken = 0
    for (let next = 0; next + 4 < numbers.length; next += 5) {
      const [whose = 0, what = 0, epochs = 0, lines = 0, isNewStamp = 0] = numbers.slice(next, next + 5)
      const stamp = isNewStamp === 1 ? (stamps[stampsTaken++] ?? '') : before.stamp
      before = { epoch: before.epoch + epochs, line: before.line + lines, stamp }
      const { epoch, line } = before
      const at = { line, stamp: () => stamp }
      const isTaken =
        what === 0
          ? application.takeQueryLine({ form: whose, epoch }, at, file)
          : application.takeWriterLine({ whose, isCommitting: what === 1, epoch }, at, file)
      if (isTaken) continue
      const known = (what === 0 ? queries : writers).get(whose)
      if (known === undefined) throw new Error(`${file}:${line}: a repeated line whose first one is missing`)
      take({ ...known, line, stamp, behind: [], message: messageIn(known.message, what, epoch) })
    }
  }
  const takeItem = (item: DigestItem) => {
    if ('repeated' in item) return takeRepeated(item.repeated, item.stamps)
    if (item.whose !== undefined) (isOfWriter(item) ? writers : queries).set(item.whose, item)
    take(item)
  }
  return {
    take: (items) => items.forEach(takeItem),
    end({ records, leftOut }) {
      let ofOthers = 0
      for (const [source, count] of leftOut) {
        application.passOver(processIn(file, source), count)
        ofOthers += count
      }
      application.passOver(file, records - taken - ofOthers)
    },
  }
}

/** The message of another epoch; the name of a temporary file stays, which nothing is made of. */
function messageIn(known: string, what: number, epoch: number): string {
  if (what === 0) {
    return known.startsWith('Writing ')
      ? known.replace(/\d+(?= using temp file (?!.* using temp file ))/, `${epoch}`)
      : known.replace(/\d+(?=(?: is starting\.)?$)/, `${epoch}`)
  }
  const writer = /^Writer for partition \d+ in epoch /.exec(known)?.[0] ?? ''
  return `${writer}${epoch} ${what === 1 ? 'is committing.' : 'committed.'}`
}
