import { complaint } from '../../../src/adapters/stdio/complaint.ts'
import { UsageError } from '../../errors.ts'
import { echoed } from '../../visible.ts'
import { wordsOfCommand } from '../../words-of-command.ts'
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
  /** Divided into words at blanks, as all commands here are. */
  readonly readCommand?: string
  readonly leftOversCommand?: string
  readonly leftOversFolder?: string
  readonly leftOversExcept?: readonly string[]
  readonly outageStart?: readonly string[]
  readonly outageEnd?: readonly string[]
  readonly outageSeconds?: number
  readonly ordered?: true
  readonly mayBeMissing?: true
  readonly schema?: string
  readonly idColumn?: string
  readonly select?: string
  readonly packages?: readonly string[]
  readonly jars?: readonly string[]
  readonly setUp?: readonly string[]
  readonly before?: readonly string[]
  readonly after?: readonly string[]
  readonly tearDown?: readonly string[]
  readonly setUpCommand?: readonly string[]
  readonly beforeCommand?: readonly string[]
  readonly afterCommand?: readonly string[]
  readonly tearDownCommand?: readonly string[]
}

/** Whether the command line describes a sink, so that no file does. */
export const describesSink = ({ format, table }: SinkWords): boolean => format !== undefined || table !== undefined

/** The first word that describes a part of a sink. */
export function partOfSink(words: SinkWords): string | undefined {
  return Object.entries(flags).find(([name]) => words[name as keyof SinkWords] !== undefined)?.[1]
}

/** The same as in a file. @throws UsageError that names the option */
export function sinkOfWords(words: SinkWords): SinkFile {
  const { format, table, option, mayBeMissing, schema, idColumn, select, packages, jars } = words
  const given = {
    read: readOf(words),
    leftOvers: leftOversOf(words),
    outage: outageOf(words),
    ordered: words.ordered,
    mayBeMissing,
    schema,
    idColumn,
    select,
    packages: packages?.flatMap(parts),
    jars: jars?.flatMap(parts),
    setUp: entriesOf(words, 'setUp'),
    before: entriesOf(words, 'before'),
    after: entriesOf(words, 'after'),
    tearDown: entriesOf(words, 'tearDown'),
  }
  const file = { sink: placeOf(['--format', format], ['--table', table], ['--option', option]), ...given }
  const described = Object.fromEntries(Object.entries(file).filter(([, value]) => value !== undefined))
  const parsed = sinkFileSchema.safeParse(described)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const { path, reason } = complaint(parsed.error, described, '')
  const said = issue?.code === 'custom' ? issue.message : reason
  throw new UsageError(`the sink of the command line: ${path.slice(1)}: ${said}`)
}

function readOf({ readFormat, readTable, readOption, readCommand }: SinkWords) {
  if (readCommand === undefined)
    return placeOf(['--read-format', readFormat], ['--read-table', readTable], ['--read-option', readOption])
  const other = Object.entries({ readFormat, readTable, readOption }).find(([, value]) => value !== undefined)?.[0]
  if (other !== undefined)
    throw new UsageError(`${flags.readCommand} and ${flags[other as keyof SinkWords]}: one of them is wanted`)
  return { command: wordsOfCommand(flags.readCommand, readCommand) }
}

function leftOversOf({ leftOversCommand, leftOversFolder, leftOversExcept }: SinkWords) {
  if (leftOversFolder === undefined && leftOversExcept !== undefined)
    throw new UsageError(`${flags.leftOversExcept} belongs to ${flags.leftOversFolder}`)
  if (leftOversCommand === undefined)
    return leftOversFolder === undefined ? undefined : { folder: leftOversFolder, except: leftOversExcept ?? [] }
  if (leftOversFolder !== undefined)
    throw new UsageError(`${flags.leftOversCommand} and ${flags.leftOversFolder}: one of them is wanted`)
  return { command: wordsOfCommand(flags.leftOversCommand, leftOversCommand) }
}

function outageOf(words: SinkWords) {
  const { outageStart, outageEnd, outageSeconds } = words
  if (outageStart === undefined && outageEnd === undefined) {
    if (outageSeconds !== undefined) throw new UsageError(`${flags.outageSeconds} belongs to ${flags.outageStart}`)
    return undefined
  }
  if (outageStart === undefined || outageEnd === undefined)
    throw new UsageError(`${flags.outageStart} and ${flags.outageEnd}: both are wanted`)
  const commands = (name: 'outageStart' | 'outageEnd') =>
    words[name]?.map((text) => ({ command: wordsOfCommand(flags[name], text) }))
  return {
    start: commands('outageStart'),
    end: commands('outageEnd'),
    ...(outageSeconds === undefined ? {} : { seconds: outageSeconds }),
  }
}

/** Statements first, then commands: the order of the words does not tell which of two options came first. */
function entriesOf(words: SinkWords, when: 'setUp' | 'before' | 'after' | 'tearDown') {
  const name = `${when}Command` as const
  const commands = words[name]?.map((text) => ({ command: wordsOfCommand(flags[name], text) }))
  return commands === undefined ? words[when] : [...(words[when] ?? []), ...commands]
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
  readCommand: '--read-command',
  leftOversCommand: '--left-overs-command',
  leftOversFolder: '--left-overs-folder',
  leftOversExcept: '--left-overs-except',
  outageStart: '--outage-start',
  outageEnd: '--outage-end',
  outageSeconds: '--outage-seconds',
  ordered: '--ordered',
  mayBeMissing: '--may-be-missing',
  schema: '--schema',
  idColumn: '--id-column',
  select: '--select',
  packages: '--packages',
  jars: '--jars',
  setUp: '--set-up',
  before: '--before',
  after: '--after',
  tearDown: '--tear-down',
  setUpCommand: '--set-up-command',
  beforeCommand: '--before-command',
  afterCommand: '--after-command',
  tearDownCommand: '--tear-down-command',
}
