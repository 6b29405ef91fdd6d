/** The numbers in a line of a task's writer. One is filled again and again. */
export interface WriterLine {
  partition: number
  epoch: number
  /** `is committing.`, else `committed.` */
  isCommitting: boolean
}

/** Fills `found` if the message is `Writer for partition P in epoch E is committing.` or `… committed.`, and nothing else. */
export function isWriterLine(bytes: DataView, begin: number, end: number, found: WriterLine): boolean {
  if (end - begin < shortest || !isText(bytes, begin, writerFor)) return false
  let at = begin + writerFor.length
  let partition = 0
  const partitionAt = at
  for (let digit = digitAt(bytes, at); digit >= 0; digit = digitAt(bytes, ++at)) partition = partition * 10 + digit
  if (at === partitionAt || at > partitionAt + mostDigits || end - at < shortestEnd || !isText(bytes, at, inEpoch))
    return false
  at += inEpoch.length
  let epoch = 0
  const epochAt = at
  for (let digit = digitAt(bytes, at); digit >= 0; digit = digitAt(bytes, ++at)) epoch = epoch * 10 + digit
  if (at === epochAt || at > epochAt + mostDigits) return false
  const isCommitting = end - at === committing.length && isText(bytes, at, committing)
  if (!isCommitting && !(end - at === committed.length && isText(bytes, at, committed))) return false
  found.partition = partition
  found.epoch = epoch
  found.isCommitting = isCommitting
  return true
}

/** A text in words of four bytes, the last of which may overlap the one before: it is compared in a quarter of the steps. */
interface Words {
  readonly length: number
  readonly words: Uint32Array
}

const [writerFor, inEpoch, committing, committed] = [
  'Writer for partition ',
  ' in epoch ',
  ' is committing.',
  ' committed.',
].map((text): Words => {
  const view = new DataView(new TextEncoder().encode(text).buffer)
  const words = Array.from({ length: Math.ceil(text.length / 4) }, (_, at) =>
    view.getUint32(Math.min(4 * at, text.length - 4), true),
  )
  return { length: text.length, words: Uint32Array.from(words) }
}) as [Words, Words, Words, Words]

const shortestEnd = inEpoch.length + 1 + committed.length
const shortest = writerFor.length + 1 + shortestEnd

function isText(bytes: DataView, at: number, { length, words }: Words): boolean {
  const last = words.length - 1
  for (let word = 0; word < last; word++) if (bytes.getUint32(at + 4 * word, true) !== words[word]) return false
  return bytes.getUint32(at + length - 4, true) === words[last]
}

/** Numbers with more digits are not whole in a double. */
const mostDigits = 15

function digitAt(bytes: DataView, at: number): number {
  const digit = bytes.getUint8(at) - 0x30
  return digit >= 0 && digit <= 9 ? digit : -1
}
