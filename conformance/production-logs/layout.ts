import type { LogRecord } from './record.ts'

/** How the heads of a log file's records look. */
export interface Layout {
  readonly name: string
  /** Named groups: `stamp`, `level`, `logger`, `message`, and `thread` if the layout has one. Only the last segment of a logger counts. */
  readonly head: RegExp
}

const level = '(?<level>TRACE|DEBUG|INFO|WARN|ERROR|FATAL) *'
const logger = '(?<logger>[\\w.$]*[\\w$])'

/** The layouts that are recognised by themselves, the commonest first. */
export const layouts: readonly Layout[] = [
  {
    name: "Spark's default: %d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n",
    head: new RegExp(
      `^(?<stamp>\\d\\d/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{3})?) ${level} ${logger}: (?<message>.*)$`,
    ),
  },
  {
    name: '%d{ISO8601} [%t] %-5p %c - %m%n',
    // A thread's name has blanks and brackets in it: it ends at the last bracket before a level.
    head: new RegExp(
      `^(?<stamp>\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{3})?\\S*) \\[(?<thread>.*?)\\] ${level} ${logger} - (?<message>.*)$`,
    ),
  },
  {
    name: '%d{yy/MM/dd HH:mm:ss.SSS} %t %p %c{1}: %m%n',
    head: new RegExp(
      `^(?<stamp>\\d\\d/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{3})?) (?<thread>.+?) ${level} ${logger}: (?<message>.*)$`,
    ),
  },
  {
    name: '%d{HH:mm:ss.SSS} %p %c: %m%n',
    head: new RegExp(`^(?<stamp>\\d\\d:\\d\\d:\\d\\d[.,]\\d{3}) ${level} ${logger}: (?<message>.*)$`),
  },
]

/** The head of a record, without the lines behind it. */
export type Head = Omit<LogRecord, 'line' | 'behind'>

/** The head that the line is in this layout; undefined if it is none. */
export function headIn(layout: Layout, line: string): Head | undefined {
  const { stamp = '', level, logger, message, thread } = layout.head.exec(line)?.groups ?? {}
  if (level === undefined || logger === undefined || message === undefined) return undefined
  return { stamp, level, logger: lastSegment(logger), message, thread, context: {} }
}

/** The head that a line of structured logging is (Spark 4, `spark.log.structuredLogging.enabled`); undefined if it is none. */
export function headInJson(line: string): Head | undefined {
  if (!line.startsWith('{')) return undefined
  let record: unknown
  try {
    record = JSON.parse(line)
  } catch {
    return undefined
  }
  if (typeof record !== 'object' || record === null) return undefined
  const { ts, level, msg, logger, context } = record as Readonly<Record<string, unknown>>
  if (typeof level !== 'string' || typeof msg !== 'string' || typeof logger !== 'string') return undefined
  return {
    stamp: typeof ts === 'string' ? ts : '',
    level,
    logger: lastSegment(logger),
    message: msg,
    thread: undefined,
    context: isTexts(context) ? context : {},
  }
}

const lastSegment = (logger: string) => logger.slice(logger.lastIndexOf('.') + 1)

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string')
