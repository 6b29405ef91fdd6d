import type { Peeked } from './peek.ts'
import { bytesIn, isAt, isBetween, isOneWord, textIn, type Words, wordsOf } from './words.ts'
import { digitAt, mostDigits } from './writer-line.ts'

/** The epoch in a line of a query that each epoch repeats. One is filled again and again. */
export interface QueryLine {
  /** A number of its own for the lines of the file that differ only in the epoch and in the name of a temporary file. */
  form: number
  epoch: number
}

/** Knows the lines of queries that each epoch repeats by their bytes, and tells the forms of such lines apart. */
export interface QueryLines {
  /**
   * Fills `found` if the message is `New epoch N is starting.`, or if it is about the entry of an epoch in one of the two logs:
   * `Writing atomically to …` or `Renamed temp file …`. It reads the same as `frequentObservation`; false in doubt.
   */
  readonly find: (view: DataView, peeked: Peeked, found: QueryLine) => boolean
}

/** What lines have in common, beside their kind. */
interface Form {
  /** The log of the checkpoint, with the words before it. */
  readonly log: Words
  /** The thread, or the context of JSON. */
  readonly whose: Words
  readonly number: number
}

/** How many forms of each kind are known at once. A query has one or two, times the threads of its coordinator. */
const mostForms = 256

export function createQueryLines(): QueryLines {
  const [answers, begun, renamed]: [Form[], Form[], Form[]] = [[], [], []]
  let count = 0

  const add = (forms: Form[], log: Words, view: DataView, { whose, whoseEnd }: Peeked): number => {
    if (forms.length >= mostForms) forms.length = 0
    forms.push({ log, whose: wordsOf(bytesIn(view, whose, whoseEnd)), number: count })
    return count++
  }
  const findAnswer = (view: DataView, peeked: Peeked, found: QueryLine): boolean => {
    const { message, messageEnd, whose, whoseEnd } = peeked
    const end = messageEnd - isStarting.length
    if (!isAt(view, message, end, newEpoch) || !isAt(view, end, messageEnd, isStarting)) return false
    found.epoch = numberBetween(view, message + newEpoch.length, end)
    if (found.epoch < 0) return false
    for (const form of answers) {
      if (!isBetween(view, whose, whoseEnd, form.whose)) continue
      found.form = form.number
      return true
    }
    found.form = add(answers, noText, view, peeked)
    return true
  }
  const findBegun = (view: DataView, peeked: Peeked, found: QueryLine): boolean => {
    const { message, messageEnd, whose, whoseEnd } = peeked
    if (!isAt(view, message, messageEnd, writing)) return false
    const path = message + writing.length
    for (const form of begun) {
      if (!isBetween(view, whose, whoseEnd, form.whose) || !isAt(view, path, messageEnd, form.log)) continue
      found.epoch = begunEpoch(view, path, messageEnd, form.log)
      found.form = form.number
      return found.epoch >= 0
    }
    const text = textIn(view, path, messageEnd)
    const log = wordsOf(bytesIn(view, path, path + text.lastIndexOf('/', text.indexOf(using)) + 1))
    if (!isOfLog(log)) return false
    found.epoch = begunEpoch(view, path, messageEnd, log)
    if (found.epoch < 0) return false
    found.form = add(begun, log, view, peeked)
    return true
  }
  const findRenamed = (view: DataView, peeked: Peeked, found: QueryLine): boolean => {
    const { message, messageEnd, whose, whoseEnd } = peeked
    if (!isAt(view, message, messageEnd, renamedTemp)) return false
    const path = message + renamedTemp.length
    let digits = messageEnd
    while (digits > path && digitAt(view, digits - 1, messageEnd) >= 0) digits--
    found.epoch = numberBetween(view, digits, messageEnd)
    if (found.epoch < 0) return false
    for (const form of renamed) {
      const log = digits - form.log.length
      if (log < path || !isBetween(view, whose, whoseEnd, form.whose) || !isAt(view, log, digits, form.log)) continue
      found.form = form.number
      return true
    }
    const text = textIn(view, path, digits)
    const to = text.lastIndexOf(' to ')
    const log = wordsOf(bytesIn(view, path + to, digits))
    if (to < 0 || !isOfLog(log) || log.length < ' to '.length + logs[0].length) return false
    found.form = add(renamed, log, view, peeked)
    return true
  }
  return {
    find(view, peeked, found) {
      switch (peeked.logger?.text) {
        case 'ContinuousExecution':
          return findAnswer(view, peeked, found)
        case 'CheckpointFileManager':
          return findRenamed(view, peeked, found) || findBegun(view, peeked, found)
        default:
          return false
      }
    },
  }
}

const using = ' using temp file '
const [newEpoch, isStarting, writing, usingTemp, renamedTemp, noText] = [
  wordsOf('New epoch '),
  wordsOf(' is starting.'),
  wordsOf('Writing atomically to '),
  wordsOf(using),
  wordsOf('Renamed temp file '),
  wordsOf(''),
]
const logs = [wordsOf('/offsets/'), wordsOf('/commits/')] as const

/** Whether the text ends with the name of one of the two logs. */
function isOfLog({ bytes, length }: Words): boolean {
  const view = new DataView(bytes.buffer)
  return logs.some((log) => isAt(view, length - log.length, length, log))
}

/** The epoch of `LOG N using temp file LOG…`; -1 if it is anything else, or if the rest could have these words once more. */
function begunEpoch(view: DataView, begin: number, end: number, log: Words): number {
  const digits = begin + log.length
  let behind = digits
  while (digitAt(view, behind, end) >= 0) behind++
  const temp = behind + usingTemp.length
  if (!isAt(view, behind, end, usingTemp) || !isAt(view, temp, end, log)) return -1
  return isOneWord(view, temp + log.length, end) ? numberBetween(view, digits, behind) : -1
}

/** The number of these digits; -1 if there are none, or other bytes, or more of them than a double has. */
function numberBetween(view: DataView, begin: number, end: number): number {
  if (end <= begin || end - begin > mostDigits) return -1
  let number = 0
  for (let at = begin; at < end; at++) {
    const digit = digitAt(view, at, end)
    if (digit < 0) return -1
    number = number * 10 + digit
  }
  return number
}
