import { UsageError } from '../errors.ts'
import { echoed } from '../visible.ts'
import { type SinkFile, sinkFileSchema } from './sink-file.ts'

/** A sink that is described on the command line. */
export interface SinkWords {
  readonly format?: string
  readonly table?: string
  /** Each is `KEY=VALUE`. */
  readonly option?: readonly string[]
  readonly readFormat?: string
  readonly readTable?: string
  readonly readOption?: readonly string[]
  readonly mayBeMissing?: true
  readonly select?: string
  readonly packages?: readonly string[]
  readonly jars?: readonly string[]
  readonly setUp?: readonly string[]
  readonly before?: readonly string[]
  readonly after?: readonly string[]
}

/** Whether the command line describes a sink, so that no file does. */
export const describesSink = ({ format, table }: SinkWords): boolean => format !== undefined || table !== undefined

/** The first word that describes a part of a sink. */
export function partOfSink(words: SinkWords): string | undefined {
  return Object.entries(flags).find(([name]) => words[name as keyof SinkWords] !== undefined)?.[1]
}

/** The same as in a file. @throws UsageError that names the option */
export function sinkOfWords(words: SinkWords): SinkFile {
  const { format, table, option, readFormat, readTable, readOption } = words
  const read = placeOf(['--read-format', readFormat], ['--read-table', readTable], ['--read-option', readOption])
  const { mayBeMissing, select, packages, jars, setUp, before, after } = words
  const given = {
    read,
    mayBeMissing,
    select,
    packages: packages?.flatMap(parts),
    jars: jars?.flatMap(parts),
    setUp,
    before,
    after,
  }
  const file = { sink: placeOf(['--format', format], ['--table', table], ['--option', option]), ...given }
  const parsed = sinkFileSchema.safeParse(
    Object.fromEntries(Object.entries(file).filter(([, value]) => value !== undefined)),
  )
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(`the sink of the command line: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

const parts = (list: string): readonly string[] => list.split(',').filter((part) => part !== '')

type Given<T> = readonly [flag: string, value: T | undefined]

function placeOf(format: Given<string>, table: Given<string>, options: Given<readonly string[]>) {
  if (format[1] !== undefined && table[1] !== undefined)
    throw new UsageError(`${format[0]} and ${table[0]}: one of them is wanted`)
  const named = format[1] === undefined ? { table: table[1] } : { format: format[1] }
  if (format[1] === undefined && table[1] === undefined) {
    if (options[1] !== undefined) throw new UsageError(`${options[0]} belongs to ${format[0]} or ${table[0]}`)
    return undefined
  }
  return options[1] === undefined
    ? named
    : { ...named, options: Object.fromEntries(options[1].map((word) => keyAndValue(options[0], word))) }
}

function keyAndValue(flag: string, word: string): readonly [string, string] {
  const at = word.indexOf('=')
  if (at < 1) throw new UsageError(`${flag} "${echoed(word)}": KEY=VALUE is wanted`)
  return [word.slice(0, at), word.slice(at + 1)]
}

const flags: Readonly<Record<keyof SinkWords, string>> = {
  format: '--format',
  table: '--table',
  option: '--option',
  readFormat: '--read-format',
  readTable: '--read-table',
  readOption: '--read-option',
  mayBeMissing: '--may-be-missing',
  select: '--select',
  packages: '--packages',
  jars: '--jars',
  setUp: '--set-up',
  before: '--before',
  after: '--after',
}
