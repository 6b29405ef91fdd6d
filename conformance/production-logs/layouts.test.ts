import { describe, expect, it } from 'vitest'
import { createApplication } from './application.ts'
import { recording } from './fixtures/recording.ts'
import type { LogRecord } from './observations/record.ts'
import { readRecords } from './reading/read-records.ts'

function recordsIn(text: string): readonly LogRecord[] {
  const records: LogRecord[] = []
  const reader = readRecords((record) => records.push(record))
  reader.push(Buffer.from(text))
  reader.end()
  return records
}

const thread = 'stream execution thread for q [id = 1, runId = 2]'

describe('the layout of a log', () => {
  it.each([
    '26/11/28 12:00:00 INFO ContinuousExecution: New epoch 1 is starting.',
    `2026-11-28T12:00:00,123 [${thread}] INFO  org.apache.spark.sql.ContinuousExecution - New epoch 1 is starting.`,
    '2026-11-28 12:00:00,123 INFO org.apache.spark.sql.ContinuousExecution: New epoch 1 is starting.',
    `2026-11-28 12:00:00,123 INFO  [${thread}] continuous.ContinuousExecution - New epoch 1 is starting.`,
    '2026-11-28 12:00:00,123 INFO [main] org.apache.spark.sql.ContinuousExecution: New epoch 1 is starting.',
    `26/11/28 12:00:00.123 ${thread} INFO ContinuousExecution: New epoch 1 is starting.`,
    '12:00:00.123 INFO org.apache.spark.sql.ContinuousExecution: New epoch 1 is starting.',
    '{"ts":"2026-11-28T12:00:00.123Z","level":"INFO","msg":"New epoch 1 is starting.","logger":"ContinuousExecution"}',
    '{"level":"INFO","logger":"a.b.ContinuousExecution","msg":"New epoch 1 is starting.","extra":1}',
    '  //26/11/28 12:00:00 INFO ContinuousExecution: New epoch 1 is starting.',
    '2026-11-28T12:00:00.123456789Z stdout F 26/11/28 12:00:00 INFO ContinuousExecution: New epoch 1 is starting.',
    'Sat Nov 28 12:00:00 CET 2026 :  New epoch 1 is starting.',
    '12:00:00 CEST 2018 :  New epoch 1 is starting.',
  ])('is found: %s', (line) => {
    for (const text of [line, `Picked up JAVA_OPTIONS: x\n\n${line}\n\tat behind\n`]) {
      const [record, ...others] = recordsIn(text)
      expect(others).toEqual([])
      expect(record).toMatchObject({ logger: 'ContinuousExecution', message: 'New epoch 1 is starting.' })
    }
  })

  it('may change within a file, and lines behind a head stay with it', () => {
    const records = recordsIn(
      [
        '26/11/28 12:00:00 WARN Utils: one',
        '\tat a trace 2026',
        '2026-11-28T12:00:00,123 [main] ERROR a.Inbox - two',
        'java.lang.Error: 12:00',
        '26/11/28 12:00:01 INFO Executor: three',
      ].join('\n'),
    )
    expect(records.map(({ message, behind }) => [message, ...behind])).toEqual([
      ['one', '\tat a trace 2026'],
      ['two', 'java.lang.Error: 12:00'],
      ['three'],
    ])
  })

  it('without level and logger shows what its messages say, and of other lines that they may be missing', () => {
    const application = createApplication()
    for (const record of recordsIn(
      [
        '12:00:00 CEST 2018 :  New epoch 1 is starting.',
        '12:00:01 CEST 2018 :  New epoch 2 is starting.',
        '12:00:01 CEST 2018 :  Epoch 0 has offsets reported from all partitions: ArrayBuffer(1)',
        '12:00:01 CEST 2018 :  Epoch 0 has received commits from all partitions. Committing globally.',
        '12:00:01 CEST 2018 :  Committing batch 0 to MemorySink',
      ].join('\n'),
    ))
      application.take(record, 'log')
    const { requirements } = application.report(() => undefined, 'spark-2.4')
    expect(requirements['EC-9']).toEqual({ kind: 'held', times: 1 })
    expect(requirements['CE-10']).toMatchObject({
      kind: 'cannot tell',
      why: ['the log shows no levels, so lines of CheckpointFileManager may be missing'],
    })
  })
})

describe('the reader of logs', () => {
  it('keeps a bounded part of a line without end, and goes on behind it', () => {
    const records: LogRecord[] = []
    const reader = readRecords((record) => records.push(record))
    reader.push(Buffer.from('26/11/28 12:00:00 INFO Executor: one\n26/11/28 12:00:00 INFO Executor: '))
    const part = Buffer.alloc(1 << 20, 'x')
    for (let times = 0; times < 64; times++) reader.push(part)
    reader.push(Buffer.from('\n26/11/28 12:00:00 INFO Executor: two\n'))
    reader.end()
    expect(records.map(({ message, line }) => [line, message.length])).toEqual([
      [1, 3],
      [2, 256 * 1024 - 33],
      [3, 3],
    ])
  })

  it('reads on behind the zeros of a file that was not written to its end', () => {
    const [, behind] = recordsIn(
      `26/11/28 12:00:00 INFO Executor: one\n${'\0'.repeat(5000)}26/11/28 12:00:00 INFO Executor: two\n`,
    )
    expect(behind).toMatchObject({ message: 'two' })
  })

  it('reads every chunking of a log alike', () => {
    const bytes = recording('3.5.8/local-two-queries-thread/driver.log')
    const whole = recordsIn(bytes.toString())
    for (const size of [1, 7, 100, 4096]) {
      const records: LogRecord[] = []
      const reader = readRecords((record) => records.push(record))
      for (let at = 0; at < bytes.length; at += size) reader.push(Buffer.from(bytes.subarray(at, at + size)))
      reader.end()
      expect(records).toEqual(whole)
    }
  })
})
