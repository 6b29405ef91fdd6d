import { mostLinesBehind } from '../observations/record.ts'
import { type Level, levels } from '../observations/sources.ts'
import { type Head, lastSegment } from './layout.ts'

/** The head that a line of JSON is, with its trace: the exception's own line, and its frames. */
export type JsonHead = Head & { readonly trace: readonly string[] | undefined }

type Fields = Readonly<Record<string, unknown>>

/**
 * The head that a line of JSON is: Spark's structured logging (Spark 4), or what log4j, logback, ECS and others make of a record. Undefined
 * if the line is none, or lacks level, logger or message.
 */
export function headInJson(line: string): JsonHead | undefined {
  const fields = fieldsIn(line)
  return fields === undefined ? undefined : headOfFields(fields)
}

/** The fields of a line that is a JSON object. */
export function fieldsIn(line: string): Fields | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const fields: unknown = JSON.parse(line)
    return isFields(fields) ? fields : undefined
  } catch {
    return undefined
  }
}

function headOfFields(fields: Fields): JsonHead | undefined {
  const level = levelIn(fields)
  const message = textAt(fields, ['msg', 'message', 'short_message'])
  const logger = textAt(fields, ['logger', 'loggerName', 'logger_name', 'log.logger', '_logger', 'class'])
  if (level === undefined || message === undefined || logger === undefined) return undefined
  const context = fields['context']
  return {
    stamp: stampIn(fields),
    level,
    logger: lastSegment(logger),
    message,
    thread: textAt(fields, ['thread', 'thread_name', 'threadName', 'process.thread.name', '_thread']),
    context: isTexts(context) ? context : {},
    trace: traceIn(fields),
  }
}

/** By the first of these names: a field, or a field of a field (`log.level`). */
function valueAt(fields: Fields, names: readonly string[]): unknown {
  for (const name of names) {
    if (Object.hasOwn(fields, name)) return fields[name]
    const [outer = '', ...inner] = name.split('.')
    if (inner.length === 0 || !Object.hasOwn(fields, outer)) continue
    const found = isFields(fields[outer]) ? valueAt(fields[outer], [inner.join('.')]) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** The text that a field has, by the first of these names. */
export function textAt(fields: Fields, names: readonly string[]): string | undefined {
  const value = valueAt(fields, names)
  return typeof value === 'string' ? value : undefined
}

function levelIn(fields: Fields): string | undefined {
  const text = textAt(fields, ['level', 'log.level', 'severity', 'levelname', 'log_level'])
  if (text === undefined) return undefined
  const name = text.trim().toUpperCase()
  return name === 'WARNING' ? 'WARN' : name === 'CRITICAL' ? 'FATAL' : levels.includes(name as Level) ? name : text
}

function stampIn(fields: Fields): string {
  const value = valueAt(fields, ['ts', '@timestamp', 'timestamp', 'time', 'timeMillis'])
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function traceIn(fields: Fields): readonly string[] | undefined {
  const text = textAt(fields, [
    'stack_trace',
    'error.stack_trace',
    'stackTrace',
    'thrown.extendedStackTrace',
    'exception',
    'throwable',
  ])
  if (text !== undefined) return text.split(/\r?\n/, mostLinesBehind)
  const { exception } = fields
  if (!isFields(exception)) return undefined
  const { class: name, msg, stacktrace } = exception
  const frames = Array.isArray(stacktrace) ? stacktrace.slice(0, mostLinesBehind).map(frameIn) : []
  return [`${String(name)}: ${String(msg)}`, ...frames].slice(0, mostLinesBehind)
}

function frameIn(frame: unknown): string {
  if (!isFields(frame)) return ''
  const { class: name, method } = frame
  return `at ${String(name)}.${String(method)}(`
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  isFields(value) && Object.values(value).every((one) => typeof one === 'string')
