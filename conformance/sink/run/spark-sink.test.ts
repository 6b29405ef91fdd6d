import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { DriverError, type DriverFailure } from '../../../src/adapters/driver.ts'
import type { ProcessDriver } from '../../../src/adapters/stdio/process-driver.ts'
import { type SinkFile, sinkFileSchema } from '../file/sink-file.ts'
import { endEpoch, execute, row } from '../schedules/schedule.ts'
import { sparkSink } from './spark-sink.ts'
import { trySchedule } from './try-schedule.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-spark-sink-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Spark, without one: it writes down what it is asked, and fails where it is told to. */
function standIn(
  failing: Readonly<Record<string, DriverFailure>> = {},
  others: Readonly<Record<string, unknown>> = {},
) {
  const asked: string[] = []
  const params: Record<string, unknown> = {}
  const answers: Readonly<Record<string, unknown>> = {
    'sink/calls': { calls: [] },
    'sink/read': { rows: [] },
    apply: { steps: [[]] },
    ...others,
  }
  const driver: ProcessDriver = {
    async initialize() {
      return {
        protocol: 1,
        implementation: { name: 'x', version: '1', language: 'TypeScript' },
        edition: 'spark-3.5',
        roles: ['query'],
      }
    },
    open: async () => [],
    apply: async () => [],
    close: async () => [],
    shutdown: async () => {},
    async ask(method, given, read) {
      const what = method === 'sink/sql' ? (given as { statement: string }).statement : method
      asked.push(what)
      params[method] = given
      const failure = failing[what]
      if (failure !== undefined) throw new DriverError(failure)
      return read(answers[method] ?? {})
    },
  }
  /** By method, what it was given last. */
  return { driver, asked, params }
}

const fileOf = (fields: object): SinkFile => sinkFileSchema.parse({ sink: { format: 'x' }, ...fields })
/** A command that adds a line to a file. */
const tells = (file: string, text: string) => ({ command: ['sh', '-c', 'echo "$0" >> "$1"', text, file] })
const fails = { command: ['sh', '-c', 'echo "no such bucket" >&2; exit 2'] }
const prints = (...lines: readonly string[]) => ({ command: ['printf', '%s\\n', ...lines] })
const linesOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [])
const schedule = { steps: [execute, row(), endEpoch] }
const refusal = { kind: 'not-supported', reason: 'a statement failed' } as const

describe('what Spark is asked', () => {
  it.each([
    ['without a schema', {}, undefined, 'value'],
    ['by the first column', { schema: 'key STRING, n INT' }, 'key', '`key`'],
    ['by the column that is named', { schema: 'n INT, `a``b` STRING', idColumn: 'A`B' }, 'a`b', '`a``b`'],
    ['by an expression', { schema: 'key STRING', select: 'upper(key)' }, 'key', 'upper(key)'],
  ])(
    'Rows are written with the columns of the user and told apart %s',
    async (_, fields: { schema?: string }, id, select) => {
      const { driver, params } = standIn()
      await trySchedule(sparkSink(driver, fileOf(fields)), schedule)
      expect(params['sink/use']).toEqual({
        sink: { format: 'x' },
        mode: 'continuous',
        ...(fields.schema === undefined ? {} : { schema: { ddl: fields.schema, id } }),
      })
      expect(params['sink/read']).toEqual({ sink: { format: 'x' }, select })
    },
  )

  it('The order of rows is looked at only where the file promises one', async () => {
    const { driver } = standIn({}, { 'sink/read': { rows: ['row-0-1', 'row-0-0'] } })
    expect(await trySchedule(sparkSink(driver, fileOf({ ordered: true })), schedule)).toMatchObject({
      outOfOrder: ['row-0-0'],
    })
    expect(await trySchedule(sparkSink(driver, fileOf({})), schedule)).not.toHaveProperty('outOfOrder')
  })
})

describe('what lies outside Spark', () => {
  it('Statements and commands run in the order of the file, each with the name of the case', async () => {
    const told = join(folder, 'order')
    const file = fileOf({
      setUp: ['SET a', tells(told, 'set-up')],
      before: [tells(told, '{case}'), 'CREATE {case}'],
      after: ['DROP {case}', tells(told, 'after')],
      tearDown: ['UNSET a', tells(told, 'tear-down')],
    })
    const { driver, asked } = standIn()
    const sink = sparkSink(driver, file)
    await trySchedule(sink, schedule)
    await trySchedule(sink, schedule)
    expect(await sink.tearDown()).toEqual([])
    expect(linesOf(told)).toEqual([
      'set-up',
      ...[1, 2].flatMap((at) => [expect.stringMatching(`^case_[0-9a-f]{8}_${at}$`), 'after']),
      'tear-down',
    ])
    const statements = asked.filter((what) => !/^(sink|apply)/.test(what)).map((text) => text.replace(/case_\w+_/, ''))
    expect(statements).toEqual(['SET a', 'CREATE 1', 'DROP 1', 'CREATE 2', 'DROP 2', 'UNSET a'])
  })

  it('A case whose clean-up fails counts, with a warning that names the entry, and the entries behind it run', async () => {
    const told = join(folder, 'clean-up')
    const file = fileOf({ after: ['DROP', fails, tells(told, 'last')] })
    const result = await trySchedule(sparkSink(standIn({ DROP: refusal }).driver, file), schedule)
    expect(result).toMatchObject({ kind: 'seen' })
    expect(result.warnings).toEqual([
      'after[0]: a statement failed',
      expect.stringMatching(/^after\[1\]: the command sh .* failed: it exited with code 2: no such bucket$/),
    ])
    expect(linesOf(told)).toEqual(['last'])
  })

  it('An entry that fails before a case breaks it, names itself, and is cleaned up behind', async () => {
    const told = join(folder, 'before')
    const file = fileOf({ before: ['CREATE', fails, tells(told, 'before')], after: [tells(told, 'after')] })
    const result = await trySchedule(sparkSink(standIn().driver, file), schedule)
    expect(result).toMatchObject({ kind: 'broken', moments: [] })
    expect(result.kind === 'broken' && result.reason).toMatch(/^before\[1\]: the command .*no such bucket$/)
    expect(linesOf(told)).toEqual(['after'])
  })

  it('Commands before the first case run once, also if they fail; statements run again in the JVM that takes the place of one that ended', async () => {
    const told = join(folder, 'set-up')
    const { driver, asked } = standIn({ 'sink/use': { kind: 'crashed', reason: 'it exited', stderr: '' } })
    const sink = sparkSink(driver, fileOf({ setUp: ['SET a', tells(told, 'once')], after: ['DROP'] }))
    for (const _ of [1, 2]) expect(await trySchedule(sink, schedule)).toMatchObject({ kind: 'broken' })
    expect(linesOf(told)).toEqual(['once'])
    expect(asked).toEqual(['SET a', 'sink/use', 'SET a', 'sink/use'])

    const failing = sparkSink(
      standIn().driver,
      fileOf({ setUp: [tells(told, 'again'), fails], after: [tells(told, 'after')] }),
    )
    for (const _ of [1, 2]) {
      const result = await trySchedule(failing, schedule)
      expect(result.kind === 'broken' && result.reason).toMatch(/^setUp\[1\]: /)
    }
    expect(linesOf(told)).toEqual(['once', 'again'])
  })

  it('A sink that was never set up is not torn down', async () => {
    const told = join(folder, 'never')
    expect(await sparkSink(standIn().driver, fileOf({ tearDown: [tells(told, 'x')] })).tearDown()).toEqual([])
    expect(linesOf(told)).toEqual([])
  })

  it('The external system stops and starts by commands with the name of the case, and one that fails breaks the case', async () => {
    const told = join(folder, 'outage')
    const steps = [execute, { kind: 'outage', moment: 'begins' }, { kind: 'outage', moment: 'ends' }] as const
    const outage = { start: [tells(told, 'away {case}')], end: [tells(told, 'back')] }
    expect(await trySchedule(sparkSink(standIn().driver, fileOf({ outage })), { steps })).toMatchObject({
      kind: 'seen',
    })
    expect(linesOf(told)).toEqual([expect.stringMatching(/^away case_[0-9a-f]{8}_1$/), 'back'])
    const failing = { ...outage, end: [fails] }
    const result = await trySchedule(sparkSink(standIn().driver, fileOf({ outage: failing })), { steps })
    expect(result.kind === 'broken' && result.reason).toMatch(/^outage\.end\[0\]: the command .*no such bucket$/)
  })

  it('A command reads the sink, with blank lines left out', async () => {
    const sink = sparkSink(standIn().driver, fileOf({ read: prints('row-0-0', '', 'row-0-12') }))
    await sink.open({})
    expect(await sink.rows()).toEqual(['row-0-0', 'row-0-12'])
  })

  it.each([
    ['the heading of a table', 'value\u001b', 'value\\u{1b}'],
    ['a row with something behind it', 'row-0-1 | 7', 'row-0-1 | 7'],
    ['a row with something before it', '| row-0-1', '| row-0-1'],
  ])('A command that prints %s breaks the case', async (_, line, shown) => {
    const read = prints('row-0-0', line)
    expect(await trySchedule(sparkSink(standIn().driver, fileOf({ read })), schedule)).toMatchObject({
      kind: 'broken',
      reason: `read: line 2 of its output is "${shown}" (a row is row-PARTITION-NUMBER, alone in its line)`,
    })
  })

  it('A command that fails breaks the case', async () => {
    const failing = await trySchedule(sparkSink(standIn().driver, fileOf({ read: fails })), schedule)
    expect(failing.kind === 'broken' && failing.reason).toMatch(/^read: the command .*no such bucket$/)
  })

  it('A command prints what the sink has left behind a case, one per line, before the clean-up', async () => {
    const told = join(folder, 'left')
    const leftOvers = {
      command: ['sh', '-c', 'echo look >> "$1"; printf "%s\\n" "tx of $0" "" topic-7', '{case}', told],
    }
    const file = fileOf({ leftOvers, after: [tells(told, 'clean')] })
    const result = await trySchedule(sparkSink(standIn().driver, file), schedule)
    expect(result).toMatchObject({ leftOver: [expect.stringMatching(/^tx of case_[0-9a-f]{8}_1$/), 'topic-7'] })
    expect(linesOf(told)).toEqual(['look', 'clean'])
  })

  it('Where the look for left-overs fails, the case counts, with a warning', async () => {
    const result = await trySchedule(sparkSink(standIn().driver, fileOf({ leftOvers: fails })), schedule)
    expect(result).toMatchObject({ kind: 'seen', warnings: [expect.stringMatching(/^leftOvers: .*no such bucket$/)] })
    expect(result).not.toHaveProperty('leftOver')
  })

  it('Files of a folder are left over where Spark reads no row from them, and nobody looks behind a case that is broken', async () => {
    const data = join(folder, 'data')
    mkdirSync(data)
    for (const name of ['a', 'b']) writeFileSync(join(data, name), '')
    const file = fileOf({ leftOvers: { folder: data } })
    const { driver, asked } = standIn({}, { 'sink/read': { rows: [join(data, 'a')] } })
    expect(await trySchedule(sparkSink(driver, file), schedule)).toMatchObject({ leftOver: ['b'] })
    expect(asked.at(-1)).toBe('sink/read')
    const broken = await trySchedule(sparkSink(standIn({ apply: refusal }).driver, file), schedule)
    expect(broken).toEqual({ kind: 'broken', moments: [], isRefused: true, reason: 'a statement failed' })
  })

  it('A command that fails shows no row as long as the sink may be missing', async () => {
    const sink = sparkSink(standIn().driver, fileOf({ read: fails, mayBeMissing: true }))
    await sink.open({})
    expect(await sink.rows()).toEqual([])
  })
  it.each([
    ['no reader is named', {}, /^nothing else is named to read it \(read, --read-format, .*\): cannot be read$/],
    ['a reader is named', { read: { format: 'y' } }, /^cannot be read$/],
  ])('A sink that Spark cannot read breaks the case, and where %s the reason says so', async (_, fields, reason) => {
    const { driver } = standIn({ 'sink/read': { kind: 'not-supported', reason: 'cannot be read' } })
    const tried = await trySchedule(sparkSink(driver, fileOf(fields)), schedule)
    expect(tried.kind === 'broken' && tried.reason).toMatch(reason)
  })
})
