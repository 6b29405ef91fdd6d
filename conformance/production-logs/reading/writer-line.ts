import { isAt, isBetween, wordsOf } from './words.ts'

/** The numbers in a line of a task's writer. One is filled again and again. */
export interface WriterLine {
  /** A number of its own for the partition and the thread. */
  whose: number
  partition: number
  epoch: number
  /** `is committing.`, else `committed.` */
  isCommitting: boolean
}

/** Fills `found`, but for `whose`, if the message is `Writer for partition P in epoch E is committing.` or `… committed.`, and nothing else. */
export function isWriterLine(view: DataView, begin: number, end: number, found: WriterLine): boolean {
  if (!isAt(view, begin, end, writerFor)) return false
  let at = begin + writerFor.length
  let partition = 0
  const partitionAt = at
  for (let digit = digitAt(view, at, end); digit >= 0; digit = digitAt(view, ++at, end))
    partition = partition * 10 + digit
  if (at === partitionAt || at > partitionAt + mostDigits || !isAt(view, at, end, inEpoch)) return false
  at += inEpoch.length
  let epoch = 0
  const epochAt = at
  for (let digit = digitAt(view, at, end); digit >= 0; digit = digitAt(view, ++at, end)) epoch = epoch * 10 + digit
  if (at === epochAt || at > epochAt + mostDigits) return false
  const isCommitting = isBetween(view, at, end, committing)
  if (!isCommitting && !isBetween(view, at, end, committed)) return false
  found.partition = partition
  found.epoch = epoch
  found.isCommitting = isCommitting
  return true
}

const [writerFor, inEpoch, committing, committed] = [
  wordsOf('Writer for partition '),
  wordsOf(' in epoch '),
  wordsOf(' is committing.'),
  wordsOf(' committed.'),
]

/** Numbers with more digits are not whole in a double. */
export const mostDigits = 15

/** The digit at this place; -1 if there is none. */
export function digitAt(view: DataView, at: number, end: number): number {
  if (at >= end) return -1
  const digit = view.getUint8(at) - 0x30
  return digit >= 0 && digit <= 9 ? digit : -1
}
