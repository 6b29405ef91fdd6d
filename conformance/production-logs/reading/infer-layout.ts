import { patterns } from '../observations/patterns.ts'
import { levels } from '../observations/sources.ts'
import { beginningsOf } from './interest.ts'
import { type Layout, messageAt } from './layout.ts'

/**
 * The layout of a line that a known logger has written, found by its message: what stands before the message is stamp, level, thread and
 * logger, in any order. Undefined if the line has no message that is known, or neither stamp nor level.
 */
export function inferLayout(line: string): Layout | undefined {
  if (line.length > longest || !anySeed.test(line)) return undefined
  for (const { logger, message } of seeds) {
    for (let at = line.indexOf(message); at >= 0; at = line.indexOf(message, at + 1)) {
      const found = beforeMessage(line.slice(0, at), logger) ?? behindMessage(line, at, logger)
      if (found !== undefined) return found
    }
  }
  return withoutLogger(line)
}

const longest = 10_000

/** The beginnings of messages, by logger. Short ones are part of too much. */
const seeds: readonly { readonly logger: string; readonly message: string }[] = Object.entries(patterns).flatMap(
  ([logger, own]) =>
    own
      .flatMap(({ message }) => beginningsOf(message.source))
      .filter((message) => message.length >= 6)
      .map((message) => ({ logger, message })),
)

/** Whether the message of this logger begins as one that shows something. */
export const beginsKnown = (logger: string, message: string): boolean =>
  seeds.some((seed) => seed.logger === logger && message.startsWith(seed.message))

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

const anySeed = new RegExp([...new Set(seeds.map(({ message }) => escaped(message)))].join('|'))

const levelWord = new RegExp(`(?<![A-Za-z])(?:${levels.join('|')})(?![A-Za-z])`, 'gi')

/** `… LEVEL … logger … message`, and the level and the logger in the other order, too. */
function beforeMessage(text: string, logger: string): Layout | undefined {
  const named = new RegExp(
    `^(?<lead>.*(?<![\\w$.])|)(?<name>(?:[\\w$]+\\.)*${escaped(logger)})(?<behind>(?:[^\\w$.]|\\.\\w+\\().*)$`,
    's',
  ).exec(text)
  const { lead = '', name = '', behind = '' } = named?.groups ?? {}
  if (name === '' || behind.length > 200 || lead.length > 400) return undefined
  return layoutOf([
    { text: lead },
    { group: '(?<logger>(?:[\\w$]{1,60}\\.){0,20}[A-Z][\\w$]{0,200})' },
    { text: behind },
    rest,
  ])
}

/** `… LEVEL … message (logger)`. */
function behindMessage(line: string, at: number, logger: string): Layout | undefined {
  if (at > 400 || !new RegExp(`[. (]${escaped(logger)}\\)$`).test(line)) return undefined
  return layoutOf([{ text: line.slice(0, at) }, { group: '(?<message>.*)' }, { group: ' \\((?<logger>[\\w$.]+)\\)$' }])
}

/** A stamp and a message that no other logger writes. Without loggers, levels decide nothing. */
function withoutLogger(line: string): Layout | undefined {
  const at = messageAt(line)
  if (at < 0 || at > 200) return undefined
  const before = line.slice(0, at)
  // A word there may be a logger that is not known.
  const isBare = /^\W*$/.test(
    before
      .replaceAll(stampSource, '')
      .replaceAll(levelWord, '')
      .replace(/\b[A-Z]{3,5} \d{4}\b/, ''),
  )
  return isBare ? layoutOf([{ text: before }, rest], false) : undefined
}

type Part = { readonly text: string } | { readonly group: string }

const rest: Part = { group: '(?<message>.*)$' }

function layoutOf(parts: readonly Part[], hasLevel = true): Layout | undefined {
  const known = { stamp: false, level: !hasLevel, thread: false }
  const source = parts.map((part) => ('group' in part ? part.group : generalized(part.text, known))).join('')
  if (!known.stamp && !source.includes('(?<level>')) return undefined
  const head = new RegExp(`^${source}`, 's')
  return { name: 'as its lines show', first: head, head, isInferred: true }
}

const stampSource =
  /(?:\d{2,4}[-/.]\d\d[-/.]\d\d[T ]|\d{1,2} \w{3} \d{4} )?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?|\d{10,20}/g

interface Known {
  stamp: boolean
  level: boolean
  thread: boolean
}

/** The text as an expression: digits of stamps and levels as such, words as any text, all else as it is. */
function generalized(text: string, known: Known): string {
  const level = known.level ? undefined : [...text.matchAll(levelWord)].at(-1)
  if (level !== undefined) {
    known.level = true
    const [before, behind] = [text.slice(0, level.index), text.slice(level.index + level[0].length)]
    return `${padded(generalized(before, known))}(?<level>${anyLevel})${blanks(generalized(behind, known))}`
  }
  let source = ''
  let begin = 0
  for (const found of text.matchAll(stampSource)) {
    source += words(text.slice(begin, found.index), known)
    const digits = found[0]
      .replace(/[-/.,+]/g, escaped)
      .replaceAll(/\d+/g, (one) => `\\d{1,${Math.max(2, one.length)}}`)
      .replaceAll(/[A-Za-z]{3}/g, '[A-Za-z]{3}')
    source += known.stamp ? `(?:${digits})` : `(?<stamp>${digits})`
    known.stamp = true
    begin = found.index + found[0].length
  }
  return source + words(text.slice(begin), known)
}

const anyLevel = [...levels, ...levels.map((level) => level.toLowerCase())].join('|')

// Blanks pad levels, before or behind them.
const padded = (source: string) => source.replace(/(?<=\\[[(|]) *$/, ' *')
const blanks = (source: string) => source.replace(/^ *(?=\\[\])|])/, ' *').replace(/^ (?! *[*+])/, ' +')

/** Words between punctuation are any words. What looks like the name of a thread may have punctuation in it. */
function words(text: string, known: Known): string {
  const pieces = text
    .split(/(\b\w+=)/)
    .flatMap((one) => (/^\w+=$/.test(one) ? [one] : (one.match(/[[\](){}<>|;"'#@=]+|[^[\](){}<>|;"'#@=]+/g) ?? [])))
  return pieces
    .map((piece, at) => {
      const [, before = '', inner = '', behind = ''] = /^([^\w]*)(.*?)([^\w]*)$/s.exec(piece) ?? []
      if (inner === '' || piece.endsWith('=')) return literal(piece)
      const end = (behind + (pieces[at + 1] ?? ''))[0] ?? ' '
      return `${literal(before)}${anyWords(inner, end, known)}${literal(behind)}`
    })
    .join('')
}

function anyWords(inner: string, end: string, known: Known): string {
  if (!known.thread && threadName.test(inner)) {
    known.thread = true
    return '(?<thread>.{0,400}?)'
  }
  // No two of them can share a character, so that no line takes time in the power of its length.
  if (end !== ' ') return `[^${escaped(end).replace(/^-$/, '\\-')}]{0,200}`
  return /\s/.test(inner) ? '\\S{0,200}(?: \\S{1,200}){0,9}' : '\\S{0,200}'
}

const threadName =
  /^(?:main|.*(?:thread|worker|dispatcher|event-loop|pool-|scheduler|executor|getter|heartbeat|shutdown-hook).*)$/i

const literal = (text: string) => escaped(text).replaceAll(/ {2,}/g, ' +')
