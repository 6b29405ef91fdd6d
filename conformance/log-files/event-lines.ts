import { headOfEvent, isEvent, isWantedEvent } from '../production-logs/observations/event-log.ts'

/** One line of an event log. */
export type EventLine =
  /** An event that may show something, as a whole. */
  | { readonly kind: 'wanted'; readonly text: string }
  /** Another event, or a blank line. */
  | { readonly kind: 'other' }
  /** No event, or one that is longer than any of Spark. */
  | { readonly kind: 'none' }

/** Cuts an event log into lines. Memory is bounded by the longest event that may show something. */
export interface EventLines {
  /** Lines are handed on with their numbers, from 1 on. The chunk may be overwritten afterwards. */
  readonly push: (chunk: Buffer) => void
  /** The file ends. True: its last line is cut off, and was not handed on. */
  readonly end: () => boolean
  /** Whether the first line is no event, which shows before its end. */
  readonly isOther: () => boolean
  /** How many lines have begun. */
  readonly lines: () => number
}

/** The most bytes of an event that the kit reads: a job with a hundred thousand tasks has a tenth of it. */
const mostOfEvent = 64 * 2 ** 20

export function createEventLines(onLine: (line: EventLine, number: number) => void): EventLines {
  let number = 0
  let open: Buffer[] = []
  let size = 0
  let last: number | undefined
  let isOther = false
  /** What the line is, as soon as its beginning says it. */
  let decided: 'other' | 'none' | undefined
  const decide = () => {
    const head = Buffer.concat(open).subarray(0, headOfEvent).toString('utf8')
    if (!isEvent(head)) {
      if (head.trim() === '') return 'other'
      isOther ||= number === 1
      return 'none'
    }
    return isWantedEvent(head) ? undefined : 'other'
  }
  const add = (bytes: Buffer) => {
    if (bytes.length === 0) return
    if (size === 0) number += 1
    size += bytes.length
    last = bytes.at(-1)
    if (decided !== undefined) return
    open.push(bytes)
    if (size >= headOfEvent) decided = size > mostOfEvent ? 'none' : decide()
    if (decided !== undefined) open = []
  }
  const reset = () => {
    open = []
    size = 0
    decided = undefined
  }
  const close = () => {
    if (size === 0) number += 1
    else decided ??= decide()
    onLine(
      size === 0
        ? { kind: 'other' }
        : decided === undefined
          ? { kind: 'wanted', text: Buffer.concat(open).toString('utf8') }
          : { kind: decided },
      number,
    )
    reset()
  }
  return {
    isOther: () => isOther,
    lines: () => number,
    push(chunk) {
      let from = 0
      for (let to = chunk.indexOf(lineFeed); to >= 0; to = chunk.indexOf(lineFeed, from)) {
        add(chunk.subarray(from, to))
        close()
        from = to + 1
      }
      // The chunk is overwritten: what is left of it is kept.
      add(Buffer.from(chunk.subarray(from)))
    },
    end() {
      if (size === 0) return false
      decided ??= decide()
      const isCut = decided === undefined ? !isJson(Buffer.concat(open).toString('utf8')) : last !== closingBrace
      if (isCut) reset()
      else close()
      return isCut
    },
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const lineFeed = 10
const closingBrace = 125
