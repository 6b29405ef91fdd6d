import { type Layout, layouts } from '../production-logs/reading/layout.ts'
import type { PrintedRecord } from './printed-record.ts'
import type { ReleaseLines } from './release-lines.ts'

/** A layout in which records can be written: each that is read by itself. */
export type WrittenLayout = Layout | 'JSON'

export const writtenLayouts: readonly WrittenLayout[] = [...layouts, 'JSON']

/** Structured logging is there since Spark 4. */
export const layoutsOf = ({ edition }: ReleaseLines): readonly WrittenLayout[] =>
  edition === 'spark-4.2' ? writtenLayouts : layouts

export const nameOfLayout = (layout: WrittenLayout) => (layout === 'JSON' ? layout : layout.name)

/** The records as the text of a log file. Each record is a millisecond later than the one before. */
export function writeLog(records: readonly PrintedRecord[], layout: WrittenLayout): string {
  return records
    .map((record, at) => `${layout === 'JSON' ? inJson(record, at) : inPattern(layout, record, at)}\n`)
    .join('')
}

function inPattern(layout: Layout, record: PrintedRecord, at: number): string {
  // The name of a layout ends with its log4j pattern.
  const pattern = layout.name.slice(layout.name.indexOf('%d')).replace(/%n$/, '')
  const head = pattern.replace(
    /%(-?\d+)?(d|p|t|c|m)(?:\{([^}]*)\})?/g,
    (_, width: string | undefined, of: string, how: string | undefined) => padded(field(record, at, of, how), width),
  )
  return [head, ...record.behind].join('\n')
}

function field({ level, logger, message, thread }: PrintedRecord, at: number, of: string, how = ''): string {
  switch (of) {
    case 'd':
      return stamp(at, how)
    case 'p':
      return level
    case 't':
      return thread
    case 'c':
      return how === '1' ? lastSegment(logger) : logger
    default:
      return message
  }
}

const padded = (text: string, width = '0') =>
  width.startsWith('-') ? text.padEnd(-Number(width)) : text.padStart(Number(width))

function stamp(at: number, format: string): string {
  const iso = timeOf(at)
  if (format === 'ISO8601') return iso.replace('.', ',').replace('Z', '')
  const [year, month, day, hour, minute, second, millis] = iso.split(/\D/)
  return format.replace(/yyyy|yy|MM|dd|HH|mm|ss|SSS/g, (part) => {
    const parts: Readonly<Record<string, string | undefined>> = {
      yyyy: year,
      yy: year?.slice(2),
      MM: month,
      dd: day,
      HH: hour,
      mm: minute,
      ss: second,
      SSS: millis,
    }
    return parts[part] ?? ''
  })
}

function inJson({ level, logger, message, context, behind }: PrintedRecord, at: number): string {
  const [first = '', ...frames] = behind
  const [name = '', ...text] = first.split(': ')
  return JSON.stringify({
    ts: timeOf(at),
    level,
    msg: message,
    ...(Object.keys(context).length === 0 ? {} : { context }),
    ...(first === '' ? {} : { exception: { class: name, msg: text.join(': '), stacktrace: frames.map(frame) } }),
    logger: lastSegment(logger),
  })
}

/** A frame `at a.b.C.method(File.scala:1)` as structured logging has it. */
function frame(text: string) {
  const [, place = '', file = '', line = ''] = /^\s*at (.*)\(([^:]*):?(\d*)\)$/.exec(text) ?? []
  const dot = place.lastIndexOf('.')
  return { class: place.slice(0, dot), method: place.slice(dot + 1), file, line: Number(line) }
}

const timeOf = (at: number) => new Date(Date.UTC(2026, 10, 28, 12, 0, 0) + at).toISOString()

const lastSegment = (logger: string) => logger.slice(logger.lastIndexOf('.') + 1)
