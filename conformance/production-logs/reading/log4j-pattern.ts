import { UsageError } from '../../errors.ts'
import { echoed, visible } from '../../visible.ts'
import { levels } from '../observations/sources.ts'
import type { Layout } from './layout.ts'

/**
 * The layout that a pattern of log4j (1 or 2) describes, such as `%d{ISO8601} [%t] %-5p %c{1} - %m%n`.
 *
 * @throws UsageError with the place and the conversion that is not understood
 */
export function layoutOfPattern(pattern: string): Layout {
  if (pattern.length > longest) fail(pattern, 0, `the pattern has more than ${longest} characters`)
  const source = sourceOf(pattern, 0, pattern, new Set())
  if (!source.includes('(?<message>')) fail(pattern, pattern.length, 'no %m (the message is wanted)')
  const head = new RegExp(`^${source}$`, 's')
  return { name: pattern, first: head, head }
}

const longest = 1000

type Convert = (option: string) => string

const anything: Convert = () => '.{0,400}?'
const nothing: Convert = () => ''
const number: Convert = () => '\\d+'

/** Regular expressions of the conversions, by all their names. */
const conversions: Readonly<Record<string, Convert>> = {
  ...all(['d', 'date'], (option) => dateSource(option)),
  ...all(['p', 'level', 'le'], () => `(?<level>${levels.join('|')})`),
  ...all(['c', 'logger', 'lo'], () => '(?<logger>[^\\0-\\x20]+?)'),
  ...all(['t', 'tn', 'thread', 'threadName'], () => '(?<thread>.{0,400}?)'),
  ...all(['m', 'msg', 'message'], () => '(?<message>.*)'),
  ...all(
    ['n', 'ex', 'exception', 'throwable', 'xEx', 'xException', 'xThrowable', 'rEx', 'rException', 'rThrowable'],
    nothing,
  ),
  ...all(
    [
      'X',
      'mdc',
      'MDC',
      'x',
      'NDC',
      'C',
      'class',
      'F',
      'file',
      'l',
      'location',
      'M',
      'method',
      'T',
      'tid',
      'threadId',
      'marker',
      'K',
      'map',
      'MAP',
      'u',
      'uuid',
      'pid',
      'processId',
    ],
    anything,
  ),
  ...all(['r', 'relative', 'L', 'line', 'sn', 'sequenceNumber', 'N', 'nano', 'tp', 'threadPriority'], number),
}

/** Conversions around another pattern. */
const around = new Set(['highlight', 'style', 'notEmpty', 'varsNotEmpty', 'variablesNotEmpty', 'maxLen', 'maxLength'])

function all(names: readonly string[], convert: Convert): Readonly<Record<string, Convert>> {
  return Object.fromEntries(names.map((name) => [name, convert]))
}

function sourceOf(pattern: string, offset: number, whole: string, seen: Set<string>): string {
  let source = ''
  for (let at = 0; at < pattern.length; ) {
    if (pattern[at] !== '%') {
      source += literal(pattern[at] ?? '')
      at += 1
      continue
    }
    if (pattern[at + 1] === '%') {
      source += '%'
      at += 2
      continue
    }
    const [all = '', left = '', width, word = ''] =
      /^%(-?)0?(\d+)?(?:\.-?\d+)?([A-Za-z]*)/.exec(pattern.slice(at)) ?? []
    const name = nameIn(word)
    if (name === undefined) {
      return fail(whole, offset + at, `%${word === '' ? (pattern[at + 1] ?? '') : word} is not understood`)
    }
    const begin = at
    at += all.length - (word.length - name.length)
    const options: { readonly text: string; readonly at: number }[] = []
    while (pattern[at] === '{') {
      const end = closing(pattern, at)
      if (end === undefined) return fail(whole, offset + at, 'a { without its }')
      options.push({ text: pattern.slice(at + 1, end), at: at + 1 })
      at = end + 1
    }
    const [first] = options
    if (around.has(name)) {
      if (first === undefined) return fail(whole, offset + begin, `%${name} is not understood without {…}`)
      source += `(?:\\x1b\\[[\\d;]*m)*${sourceOf(first.text, offset + first.at, whole, seen)}(?:\\x1b\\[[\\d;]*m)*`
      continue
    }
    const one = (conversions[name] ?? anything)(first?.text ?? '')
    const plain = onlyOnce(one, seen)
    source += width === undefined ? plain : left === '-' ? `${plain} *` : ` *${plain}`
  }
  return source
}

/** A group can have its name once: a second conversion of the same kind is read over. */
function onlyOnce(source: string, seen: Set<string>): string {
  const [, group = ''] = /^\(\?<(\w+)>/.exec(source) ?? []
  if (group === '') return source
  if (seen.has(group)) return source.replace(`?<${group}>`, '?:')
  seen.add(group)
  return source
}

/** The longest conversion that the word begins with: `%mfoo` is `%m` and a text. */
function nameIn(word: string): string | undefined {
  for (let length = word.length; length > 0; length--) {
    const name = word.slice(0, length)
    if (Object.hasOwn(conversions, name) || around.has(name)) return name
  }
  return undefined
}

function closing(pattern: string, open: number): number | undefined {
  let depth = 0
  for (let at = open; at < pattern.length; at++) {
    if (pattern[at] === '{') depth += 1
    if (pattern[at] === '}') depth -= 1
    if (depth === 0) return at
  }
  return undefined
}

const named: Readonly<Record<string, string>> = {
  '': '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d[.,]\\d{3}',
  DEFAULT: '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[.,]\\d{3,9}',
  ISO8601: '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d[.,]\\d{3}',
  ABSOLUTE: '\\d\\d:\\d\\d:\\d\\d[.,]\\d{3,9}',
  COMPACT: '\\d{14,20}',
  DATE: '\\d\\d \\S+ \\d{4} \\d\\d:\\d\\d:\\d\\d[.,]\\d{3,9}',
  UNIX: '\\d{10}',
  UNIX_MILLIS: '\\d{13}',
}

/** The digits and names of Java's date patterns. */
function dateSource(option: string): string {
  const known = Object.hasOwn(named, option) ? named[option] : undefined
  if (known !== undefined) return `(?<stamp>${known})`
  if (option.startsWith('ISO8601_')) return '(?<stamp>\\S{15,40})'
  let source = ''
  for (const [part, quoted, letters, other = ''] of option.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|(.)/gs)) {
    if (quoted !== undefined) source += [...quoted].map(literal).join('')
    else if (letters === undefined) source += literal(other)
    else if (/[GEaVzZXxOv]/.test(letters) || (/[ML]/.test(letters) && part.length > 2)) source += '[^\\d]\\S{0,30}?'
    else
      source += `\\d{${part.length},${Math.max(part.length, 9)}}`.replace(/\{2,9\}/, '{2}').replace(/\{1,9\}/, '{1,9}')
  }
  return `(?<stamp>${source.replaceAll('[^\\d]\\S{0,30}?', '\\S{1,30}?')})`
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')

function fail(pattern: string, at: number, what: string): never {
  const known = '%d %p %c %t %m %n %X %r %L %M %F %C %x %highlight{…} and their long names'
  throw new UsageError(
    `--layout: ${visible(what)}, at character ${at + 1} of "${echoed(pattern)}" (${known} are understood)`,
  )
}
