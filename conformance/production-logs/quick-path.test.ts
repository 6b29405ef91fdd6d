import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { generally, quickly } from './fixtures/both-paths.ts'
import { recordedFolders, recording, recordingNames } from './fixtures/recording.ts'
import { frequentObservation } from './observations/frequent-messages.ts'
import { observationByPattern } from './observations/patterns.ts'
import { type Layout, layouts } from './reading/layout.ts'
import { readRecords } from './reading/read-records.ts'
import { mostOfLine } from './reading/split-lines.ts'
import { withoutStaleTail } from './reading/stale-tail.ts'

const logs = recordingNames().filter((name) => name.endsWith('.log'))

const seed = Number(process.env['FUZZ_SEED'] ?? 7)

describe('the quick path of a log', () => {
  it.each(logs)('gives the same report as the general path: %s', (name) => {
    expectSame(recording(name))
  })

  it.each(recordedFolders())('gives the same report as the general path for all files of a folder: %s', (folder) => {
    const files = logs.filter((name) => name.startsWith(`${folder}/`)).map((name) => recording(name))
    expect(quickly(files, 1 << 16).report).toEqual(generally(files))
  })

  it('takes most lines that each epoch repeats by their numbers', () => {
    const { taken } = quickly([Buffer.from(epochs(1000))], 1 << 16)
    expect(taken.ofWriters).toBeGreaterThan(3900)
    expect(taken.ofQueries).toBeGreaterThan(3900)
  })

  it('is left where Node runs without WebAssembly', () => {
    vi.stubGlobal('WebAssembly', undefined)
    try {
      expectSame(Buffer.from(epochs(20)))
    } finally {
      vi.unstubAllGlobals()
    }
  })

  describe.each([
    ['plain lines', epochs(20)],
    ['JSON', recording('4.2.0/local-normal-json/driver.log').toString()],
    ['lines with threads', recording('3.5.8/local-two-queries-thread/driver.log').toString()],
  ])('gives the same report for %s', (_, log) => {
    const whole = log.split('\n')
    const noise = whole.find((line) => /(?:MemoryStore|BlockManager\w*)(?:: | - |"\})/.test(line)) ?? ''
    const from = (count: number, change: (line: string) => readonly string[]) => [
      ...whole.slice(0, count),
      ...whole.slice(count).flatMap(change),
    ]
    const long = (length: number) => noise.replace(/Block|"msg":"/, (word) => word + 'x'.repeat(length - noise.length))

    it.each([
      ['byte order marks in the middle, as files put together have them', from(99, (line) => [`\ufeff${line}`])],
      ['what a progress bar has overwritten before them', from(99, (line) => [`Reading:  45 %\r${line}`])],
      ['what is overwritten by a progress bar', from(99, (line) => [`${line}\r[Stage 0:>   (0 + 2) / 2]`])],
      ['lines that show nothing, overwritten by others', from(99, (line) => [`${noise}\r${line}`])],
      ['lines that show nothing, with control characters in them', from(99, (line) => [`${noise}\0\x1b[m\t`, line])],
      ['colours within names', from(99, (line) => [line.replace('Cont', 'Co\x1b[mnt')])],
      ['ends of lines of Windows', whole.map((line) => `${line}\r`)],
      [
        'a container of YARN behind other lines',
        [...whole.slice(0, -1), noise, noise, 'Container: container_1_0001_01_000001 on h_1', 'LogType:stderr'].concat([
          'Log Contents:',
          ...whole,
        ]),
      ],
      ...[-1, 0, 1, 9].map((more): [string, string[]] => [
        `a line of ${mostOfLine} + ${more} bytes that shows nothing`,
        [...whole.slice(0, 90), long(mostOfLine + more), ...whole.slice(90)],
      ]),
    ])('with %s', (_, lines) => {
      for (const chunk of [1 << 17, 100_003, 999]) expectSame(Buffer.from(lines.join('\n')), chunk)
    })
  })

  it.each([
    ['a quote', '"'],
    ['a tab', '\t'],
    ['a control character', '\u0001'],
    ['an unknown escape', '\\x'],
  ])('takes JSON with %s in its message for no record, as the general path does', (_, fault) => {
    const lines = recording('4.2.0/local-normal-json/driver.log').toString().split('\n')
    const { report } = quickly([Buffer.from(lines.join('\n'))], 1 << 16)
    const broken = lines.map((line) =>
      line.includes('"logger":"MemoryStore"') ? line.replace('"msg":"', `"msg":"a${fault}b`) : line,
    )
    const count = lines.filter((line, at) => line !== broken[at]).length
    expect(count).toBeGreaterThan(3)
    const bytes = Buffer.from(broken.join('\n'))
    expectSame(bytes)
    const records = (of: typeof report) => of.files.map((file) => file.records)
    expect(records(quickly([bytes], 1 << 16).report)).toEqual(records(report).map((all) => all - count))
  })

  it('names the layout of the last head if a line comes that was expected', () => {
    const lines = epochs(5).trimEnd().split('\n')
    for (const other of ['2026-11-28 12:00:00,123 [main] INFO  MemoryStore - x', json])
      expectSame(Buffer.from([...lines, other, lines.at(-9), ''].join('\n')))
  })

  it('finds no envelope behind a head of a layout that is given', () => {
    const lines = epochs(5).split('\n')
    const wanted = lines.filter((line) => line.includes('Continuous') || line.includes('CheckpointFileManager'))
    const inPod = wanted.map((line) => `[pod/q-driver/spark] ${line}`)
    expectSame(Buffer.from([...wanted, ...inPod].join('\n')), 999, layouts[0])
  })

  it(`gives the same report for generated logs with lines dropped, doubled, swapped and altered, in any chunks (seed ${seed})`, () => {
    const bases = [
      epochs(20),
      beginningEntries(epochs(20)),
      beginningEntries(epochs(20)).replaceAll(
        /(epoch |offsets\/\.?|commits\/\.?)(\d+)/g,
        (_, word: string, epoch: string) => `${word}${Number(epoch) + 2 ** 31 - 10}`,
      ),
      newestFirstByStamps(epochs(20)),
      ...[
        '3.5.8/local-two-queries-thread',
        '4.2.0/local-two-queries-json',
        '4.2.0/local-normal-json',
        '2.4.8/local-task-fails-info',
        '3.5.8/local-sink-refuses-info',
        '3.5.8/local-normal-debug',
        '3.5.8/local-normal-info',
        '3.5.8/local-restart-info',
      ].map((one) => recording(`${one}/driver.log`).toString()),
    ]
    const change = fc.record({
      kind: fc.constantFrom(...kindsOfChange),
      at: fc.nat(),
      by: fc.integer({ min: -2, max: 3 }),
    })
    fc.assert(
      fc.property(
        fc.nat(bases.length - 1),
        fc.array(change, { maxLength: 8 }),
        fc.integer({ min: 20, max: 5000 }),
        (base, changes, chunk) => {
          const lines = (bases[base] ?? '').split('\n')
          for (const one of changes) alter(lines, one)
          expectSame(Buffer.from(lines.join('\n')), chunk)
        },
      ),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300), seed },
    )
  }, 3_600_000)
})

describe('the messages that each epoch repeats', () => {
  it('show without a regular expression what their patterns say', () => {
    let compared = 0
    for (const name of logs) {
      const reader = readRecords((record) => {
        const quick = frequentObservation(record.logger, record.message)
        if (quick === undefined) return
        compared += 1
        expect(quick).toEqual(observationByPattern(record))
      })
      const whole = withoutStaleTail(reader.push)
      whole.push(recording(name))
      whole.end()
      reader.end()
    }
    expect(compared).toBeGreaterThan(1000)
  })

  it.each([
    ['CheckpointFileManager', 'Renamed temp file a to b to c/offsets/x/commits/7'],
    ['CheckpointFileManager', 'Renamed temp file a to /commits/7'],
    ['CheckpointFileManager', 'Renamed temp file  to b/commits/7'],
    ['CheckpointFileManager', 'Renamed temp file a tob/commits/7'],
    ['CheckpointFileManager', 'Renamed temp file a to b/commits/'],
    ['CheckpointFileManager', 'Writing atomically to a/offsets/3 using temp file b/offsets/4 using temp file c'],
    ['CheckpointFileManager', 'Writing atomically to /offsets/3 using temp file c'],
    ['ContinuousExecution', 'New epoch 12345678901234567890 is starting.'],
    ['ContinuousExecution', 'New epoch  is starting.'],
  ])('are left to the patterns in doubt: %s: %s', (logger, message) => {
    const record = { line: 1, stamp: '', level: 'INFO', logger, message, thread: undefined, context: {}, behind: [] }
    const quick = frequentObservation(logger, message)
    if (quick !== undefined) expect(quick).toEqual(observationByPattern(record))
  })
})

function expectSame(bytes: Buffer, chunk = 1 << 16, layout?: Layout): void {
  expect(quickly([bytes], chunk, layout).report).toEqual(generally([bytes], layout))
}

const json = '{"ts":"2026-11-28T12:24:55.892Z","level":"INFO","msg":"x","logger":"MemoryStore"}'

/** A query of two partitions in local mode. */
function epochs(count: number): string {
  const at = '26/11/28 12:00:00 INFO '
  const uuid = '7f53a3bb-ab7d-4824-8404-dcaa6cdbe507'
  const ids = '[id = 00000000-0000-4000-8000-000000000001, runId = 00000000-0000-4000-8000-000000000002]'
  const lines = [
    'SparkContext: Running Spark version 3.5.8',
    `ContinuousExecution: Starting q ${ids}. Use file:/c to store the query checkpoint.`,
    'ContinuousExecution: Starting new streaming query.',
    'EpochCoordinatorRef: Registered EpochCoordinator endpoint',
    'ContinuousExecution: New epoch 1 is starting.',
    'WriteToContinuousDataSourceExec: Start processing data source write support: W. The input RDD has 2 partitions.',
    'DAGScheduler: Submitting ResultStage 0 (ContinuousWriteRDD[3] at start at A.java:1), which has no missing parents',
    ...[0, 1].map((one) => `Executor: Running task ${one}.0 in stage 0.0 (TID ${one})`),
  ]
  for (let epoch = 0; epoch < count; epoch++) {
    for (const partition of [0, 1])
      lines.push(`ContinuousWriteRDD: Writer for partition ${partition} in epoch ${epoch} is committing.`)
    for (const partition of [1, 0])
      lines.push(`ContinuousWriteRDD: Writer for partition ${partition} in epoch ${epoch} committed.`)
    lines.push(
      `CheckpointFileManager: Writing atomically to file:/c/offsets/${epoch} using temp file file:/c/offsets/.${epoch}.${uuid}.tmp`,
    )
    lines.push(
      `CheckpointFileManager: Renamed temp file file:/c/offsets/.${epoch}.${uuid}.tmp to file:/c/offsets/${epoch}`,
    )
    lines.push(
      `CheckpointFileManager: Renamed temp file file:/c/commits/.${epoch}.${uuid}.tmp to file:/c/commits/${epoch}`,
    )
    lines.push('MemoryStore: Block broadcast_0 stored as values in memory')
    lines.push(`ContinuousExecution: New epoch ${epoch + 2} is starting.`)
  }
  return lines.map((line) => `${at}${line}\n`).join('')
}

const kindsOfChange = [
  'drop',
  'double',
  'swap',
  'epoch',
  'entry',
  'partition',
  'noise',
  'control character',
  'cut',
  'stamp',
  'words',
  'words everywhere',
  'insert',
  'insert of coordinator',
] as const

/** Each entry of the commit log has a line that it is begun, too, and other lines do not come between. */
function beginningEntries(log: string): string {
  return log
    .replace(/^.*MemoryStore.*\n/gm, '')
    .replace(
      /^(.*)Renamed temp file (.*) to (.*commits.*)$/gm,
      '$1Writing atomically to $3 using temp file $2\n$1Renamed temp file $2 to $3',
    )
}

/** Each line has an earlier stamp than the one before, though the lines are in order. */
function newestFirstByStamps(log: string): string {
  const lines = log.split('\n')
  return lines
    .map((line, at) => {
      const left = lines.length - at
      return line.replace(
        /\d\d:\d\d:\d\d/,
        `11:${String(Math.floor(left / 60)).padStart(2, '0')}:${String(left % 60).padStart(2, '0')}`,
      )
    })
    .join('\n')
}

/** Lines by which other lines may be those of another task or run. */
const linesToInsert = [
  'Executor: Running task 0.1 in stage 0.0 (TID 7)',
  'Executor: Running task 0.0 in stage 3.0 (TID 0)',
  'Executor: Finished task 0.0 in stage 0.0 (TID 0). 1 bytes result sent to driver',
  'Executor: Executor is trying to kill task 0.0 in stage 0.0 (TID 0), reason: Stage cancelled',
  'ContinuousWriteRDD: Writer for partition 0 is aborting.',
  'DAGScheduler: Submitting ResultStage 4 (ContinuousWriteRDD[3] at start at A.java:1), which has no missing parents',
  'ContinuousExecution: Starting r [id = 00000000-0000-4000-8000-000000000003, runId = 00000000-0000-4000-8000-000000000004]. Use file:/d to store the query checkpoint.',
  'ContinuousExecution: Starting q [id = 00000000-0000-4000-8000-000000000001, runId = 00000000-0000-4000-8000-000000000005]. Use file:/c to store the query checkpoint.',
  'ContinuousExecution: Query q [id = 00000000-0000-4000-8000-000000000001, runId = 00000000-0000-4000-8000-000000000002] was stopped',
  'CheckpointFileManager: Renamed temp file file:/e/commits/.3.tmp to file:/e/commits/3',
  'SparkContext: Running Spark version 3.5.8',
  'ContinuousExecution: New epoch 3 is starting.',
] as const

/** Lines of a coordinator whose logger is at DEBUG for a while, and an error that it ignores. */
const linesOfCoordinator = [
  'DEBUG EpochCoordinator: Epoch 7',
  'DEBUG EpochCoordinator: Got commit from partition 1 at epoch 6: null',
  'DEBUG EpochCoordinator: Got commit from partition 0 at epoch 7: null',
  'DEBUG EpochCoordinator: Epoch 6 has offsets reported from all partitions: List()',
  'DEBUG EpochCoordinator: Epoch 6 has received commits from all partitions and is ready to be committed.',
  'ERROR Inbox: Ignoring error',
] as const

/** What a log may say in place of a line that each epoch repeats, and almost as it. */
const wordsToAlter = [
  [' using temp file ', ' using temp file a/offsets/9 using temp file '],
  [' using temp file ', '/offsets/9 using temp file '],
  [' to file:', ' to to file:'],
  ['/checkpoint', '/other'],
  ['/offsets/', '/commits/'],
  ['is committing.', 'is  committing.'],
  ['is committing.', 'committed.'],
  [' is starting.', ' is starting. '],
  ['INFO', 'DEBUG'],
  ['"msg":"', '"msg":"\\u0041'],
  ['.tmp', '\\".tmp'],
  ['task 0.0', 'task 0.1'],
  [/\.[\da-f-]{36}\.tmp/, '.abcde using temp file abcdefghijklmnop.tmp'],
  [/\.[\da-f-]{36}\.tmp/, '.aaaa","x":"bbbbbbbbbbbbbbbbbbbbbbbbb.tmp'],
  [/\.[\da-f-]{36}\.tmp/, '.aaaa to file:/f/commits/5bbbbbbbbbbbb.tmp'],
] as const

function alter(
  lines: string[],
  { kind, at, by }: { readonly kind: (typeof kindsOfChange)[number]; readonly at: number; readonly by: number },
): void {
  const line = at % lines.length
  const text = lines[line] ?? ''
  switch (kind) {
    case 'drop':
      lines.splice(line, 1)
      return
    case 'double':
      lines.splice(line, 0, text)
      return
    case 'swap':
      lines.splice(line, 1)
      lines.splice(line + by, 0, text)
      return
    case 'epoch':
      lines[line] = text.replace(/(epoch )(\d+)/, (_, word: string, epoch: string) => `${word}${Number(epoch) + by}`)
      return
    case 'entry':
      lines[line] = text.replace(
        /(\/(?:offsets|commits)\/)(\d+)/,
        (_, log: string, epoch: string) => `${log}${Math.abs(Number(epoch) + by)}`,
      )
      return
    case 'stamp':
      lines[line] = text.replace(/\d/, by < 0 ? 'x' : String(by))
      return
    case 'words': {
      const [from, to] = wordsToAlter[(at + by + 2) % wordsToAlter.length] ?? ['', '']
      lines[line] = text.replace(from, to)
      return
    }
    case 'words everywhere': {
      const [from, to] = wordsToAlter[at % wordsToAlter.length] ?? ['', '']
      for (const [other, one] of lines.entries()) lines[other] = one.replace(from, to)
      return
    }
    case 'insert':
      lines.splice(line, 0, `26/11/28 12:00:00 INFO ${linesToInsert[(at + by + 2) % linesToInsert.length]}`)
      return
    case 'insert of coordinator':
      lines.splice(line, 0, `26/11/28 12:00:00 ${linesOfCoordinator[(at + by + 2) % linesOfCoordinator.length]}`)
      return
    case 'partition':
      lines[line] = text.replace(
        /(partition )(\d+)/,
        (_, word: string, one: string) => `${word}${Math.abs(Number(one) + by)}`,
      )
      return
    case 'noise':
      lines[line] =
        ['26/11/28 12:00:00 WARN ContinuousExecution', '\0\0', `${text}\r`, `  ${text}`, '{"ts":"'][Math.abs(by)] ??
        '\t at x'
      return
    case 'control character': {
      const place = at % (text.length + 1)
      const put = ['\r', '\x1b[m', '\0', '\ufeff', '\t', '\r\r'][by + 2] ?? ''
      lines[line] = text.slice(0, place) + put + text.slice(place)
      return
    }
    case 'cut':
      lines[line] = text.slice(0, text.length / 2)
  }
}
