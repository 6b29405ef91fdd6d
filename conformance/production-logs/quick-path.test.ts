import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createApplication } from './application.ts'
import { byNumbers } from './by-numbers.ts'
import type { CheckReport } from './check-report.ts'
import { recording, recordingNames } from './fixtures/recording.ts'
import { frequentObservation } from './frequent-messages.ts'
import { observationByPattern } from './patterns.ts'
import { readRecords } from './read-records.ts'

const logs = recordingNames().filter((name) => name.endsWith('.log'))

describe('the quick path of a log', () => {
  it.each(logs)('gives the same report as the general path: %s', (name) => {
    expectSame(recording(name))
  })

  it('takes most lines that each epoch repeats by their numbers', () => {
    const { taken } = quickly(epochs(1000), 1 << 16)
    expect(taken.ofWriters).toBeGreaterThan(3900)
    expect(taken.ofQueries).toBeGreaterThan(2900)
  })

  it('gives the same report for generated logs with lines dropped, doubled, swapped and altered, in any chunks (seed 7)', () => {
    const bases = [
      epochs(20),
      ...[
        '3.5.8/local-two-queries-thread',
        '4.2.0/local-two-queries-json',
        '4.2.0/local-normal-json',
        '2.4.8/local-task-fails-info',
        '3.5.8/local-sink-refuses-info',
        '3.5.8/local-normal-debug',
      ].map((one) => recording(`${one}/driver.log`).toString()),
    ]
    const change = fc.record({
      kind: fc.constantFrom('drop', 'double', 'swap', 'epoch', 'entry', 'partition', 'noise', 'cut', 'stamp', 'words'),
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
      { numRuns: 250, seed: 7 },
    )
  }, 120_000)
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
      reader.push(recording(name))
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

function expectSame(bytes: Buffer, chunk = 1 << 16): void {
  expect(quickly(bytes, chunk).report).toEqual(generally(bytes))
}

function generally(bytes: Buffer): CheckReport {
  const application = createApplication()
  const reader = readRecords((record) => application.take(record, 'log'))
  reader.push(bytes)
  reader.end()
  return application.report(() => reader.layout())
}

function quickly(
  input: Buffer | string,
  size: number,
): { readonly report: CheckReport; readonly taken: { readonly ofWriters: number; readonly ofQueries: number } } {
  const bytes = Buffer.from(input)
  const application = createApplication()
  const taken = { ofWriters: 0, ofQueries: 0 }
  const quick = byNumbers(application, 'log')
  const reader = readRecords((record) => application.take(record, 'log'), {
    onlyWanted: true,
    onWriterLine(line, at) {
      const isTaken = quick.onWriterLine(line, at)
      if (isTaken) taken.ofWriters += 1
      return isTaken
    },
    onQueryLine(line, at) {
      const isTaken = quick.onQueryLine(line, at)
      if (isTaken) taken.ofQueries += 1
      return isTaken
    },
  })
  // As in a file, the chunk is overwritten by the next one.
  const chunk = Buffer.alloc(size)
  for (let at = 0; at < bytes.length; at += size) reader.push(chunk.subarray(0, bytes.copy(chunk, 0, at, at + size)))
  reader.end()
  application.passOver('log', reader.passedOver())
  return { report: application.report(() => reader.layout()), taken }
}

/** A query of two partitions in local mode. */
function epochs(count: number): string {
  const at = '26/11/28 12:00:00 INFO '
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
    lines.push(`CheckpointFileManager: Renamed temp file file:/c/offsets/.${epoch}.tmp to file:/c/offsets/${epoch}`)
    lines.push(`CheckpointFileManager: Renamed temp file file:/c/commits/.${epoch}.tmp to file:/c/commits/${epoch}`)
    lines.push('MemoryStore: Block broadcast_0 stored as values in memory')
    lines.push(`ContinuousExecution: New epoch ${epoch + 2} is starting.`)
  }
  return lines.map((line) => `${at}${line}\n`).join('')
}

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
  ['"logger"', '"msg":"New epoch 7 is starting.","logger"'],
  ['task 0.0', 'task 0.1'],
] as const

function alter(
  lines: string[],
  { kind, at, by }: { readonly kind: string; readonly at: number; readonly by: number },
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
      lines[line] = text.replace(/\d/, String(Math.abs(by)))
      return
    case 'words': {
      const [from, to] = wordsToAlter[(at + by + 2) % wordsToAlter.length] ?? ['', '']
      lines[line] = text.replace(from, to)
      return
    }
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
    case 'cut':
      lines[line] = text.slice(0, text.length / 2)
  }
}
