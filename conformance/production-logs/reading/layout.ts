import type { LogRecord } from '../observations/record.ts'
import { levels } from '../observations/sources.ts'

/** How the heads of a log file's records look. */
export interface Layout {
  readonly name: string
  /** How a head's parts are found in its bytes; undefined: only by the regular expression. */
  readonly shape?: Shape
  /** By this, the layout is found. */
  readonly first: RegExp
  /**
   * By this, heads are read once the layout is found. Named groups: `message`, and those of `stamp`, `level`, `logger` and `thread` that
   * the layout has.
   */
  readonly head: RegExp
  /** It was read off a line: lines of other shapes may follow. */
  readonly isInferred?: boolean
}

/** The stamp of a layout, and what stands between stamp, level, logger and message. */
export interface Shape {
  readonly stamp: 'short-date' | 'iso-date' | 'time'
  readonly thread: 'none' | 'bracketed' | 'plain'
  readonly behindLogger: ': ' | ' - '
}

// As wide as the comparison of bytes in `peek.ts`, which is quicker for it.
const two = '[0-?]{2}'
const fraction = '(?:[.,][0-?]{3})'
const stamps = {
  'short-date': `(?<stamp>${two}/${two}/${two} ${two}:${two}:${two}${fraction}?)`,
  'iso-date': `(?<stamp>${two}${two}-${two}-${two}[T ]${two}:${two}:${two}[^ ]{0,16})`,
  time: `(?<stamp>${two}:${two}:${two}${fraction})`,
} as const
// Bounded, so that no line takes time in the square of its length.
const thread = '(?<thread>.{1,400}?)'
const threads = { none: '', bracketed: `\\[${thread}\\] `, plain: `${thread} ` } as const
const level = `(?<level>${levels.join('|')}) +`
const logger = '(?<logger>[^\\0-\\x20:]+)'
const message = '(?<message>.*)$'

/** The layouts that are recognised by themselves, the commonest first. A thread's name may have blanks and brackets in it. */
export const layouts: readonly Layout[] = [
  shaped("Spark's default: %d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n", 'short-date', 'none', ': '),
  shaped('%d{ISO8601} [%t] %-5p %c - %m%n', 'iso-date', 'bracketed', ' - '),
  shaped('%d{ISO8601} [%t] %-5p %c: %m%n', 'iso-date', 'bracketed', ': '),
  shaped('%d{ISO8601} %p %c: %m%n', 'iso-date', 'none', ': '),
  shaped('%d{ISO8601} %p %c - %m%n', 'iso-date', 'none', ' - '),
  plain('%d{ISO8601} %-5p [%t] %c: %m%n', `${stamps['iso-date']} ${level}${threads.bracketed}`),
  shaped('%d{yy/MM/dd HH:mm:ss.SSS} %t %p %c{1}: %m%n', 'short-date', 'plain', ': '),
  shaped('%d{HH:mm:ss.SSS} %p %c: %m%n', 'time', 'none', ': '),
  shaped('%d{HH:mm:ss.SSS} [%t] %-5p %c - %m%n', 'time', 'bracketed', ' - '),
  plain('%-5p [%t] %c: %m%n', `${level}(?:${threads.bracketed})?`),
]

const bare = head(
  `(?:.{0,40}?[^\\w:])?(?<stamp>\\d\\d:\\d\\d:\\d\\d \\w{1,5}(?:[+-]\\d\\d:?\\d\\d)? \\d{4}) ?: +${message}`,
)

/** An appender of one's own: a date and a message, and neither level nor logger. */
export const bareLayout: Layout = {
  name: 'a time and the message, without level and logger',
  first: bare,
  head: bare,
}

function shaped(
  name: string,
  stamp: Shape['stamp'],
  thread: Shape['thread'],
  behindLogger: Shape['behindLogger'],
): Layout {
  const before = `${stamps[stamp]} ${threads[thread]}${level}`
  return {
    name,
    shape: { stamp, thread, behindLogger },
    first: head(`${before}${logger}${behindLogger}${message}`),
    head: head(`${before}(?:${logger}${behindLogger})?${message}`),
  }
}

function plain(name: string, before: string): Layout {
  const both = head(`${before}(?<logger>[^\\0-\\x20:[\\]]+)(?::| -) ${message}`)
  return { name, first: both, head: both }
}

function head(source: string): RegExp {
  return new RegExp(`^${source}`, 's')
}

/** The head of a record, without the lines behind it. */
export type Head = Omit<LogRecord, 'line' | 'behind' | 'whose' | 'source'>

/** The head that the line is in this layout; undefined if it is none. */
export function headIn(layout: Layout, line: string): Head | undefined {
  const groups = layout.head.exec(line)?.groups
  if (groups === undefined) return undefined
  const { stamp = '', level = '', logger = '', message = '', thread } = groups
  const named = 'logger' in groups ? lastSegment(logger) : loggerOf(message)
  return { stamp, level: level.toUpperCase(), logger: named, message, thread, context: {} }
}

/** The logger of messages that no other logger writes; empty for others. For layouts that do not name it. */
function loggerOf(message: string): string {
  return byMessage.find(([beginning]) => beginning.test(message))?.[1] ?? ''
}

/** Where such a message begins in the line; -1: nowhere. */
export function messageAt(line: string): number {
  const places = byMessage.map(([beginning]) => line.search(beginning.source.slice(1))).filter((at) => at >= 0)
  return places.length === 0 ? -1 : Math.min(...places)
}

const byMessage: readonly (readonly [beginning: RegExp, logger: string])[] = [
  [/^Running Spark version \d/, 'SparkContext'],
  [/^(?:New epoch \d+ is starting\.|Resuming at epoch \d|Starting new streaming query\.)/, 'ContinuousExecution'],
  [/^Writer for partition \d+ (?:in epoch|is abort|aborted)/, 'ContinuousWriteRDD'],
  [/^(?:Got commit from partition \d|Epoch \d+ has (?:offsets reported|received commits))/, 'EpochCoordinator'],
  [/^(?:Renamed temp file|Writing atomically to) /, 'CheckpointFileManager'],
  [/^Registered EpochCoordinator endpoint$/, 'EpochCoordinatorRef'],
  [/^Start processing data source (?:writer|write support): /, 'WriteToContinuousDataSourceExec'],
]

/** The class, if the name begins with packages. */
export const lastSegment = (logger: string) =>
  /^[a-z]/.test(logger) ? logger.slice(logger.lastIndexOf('.') + 1) : logger
