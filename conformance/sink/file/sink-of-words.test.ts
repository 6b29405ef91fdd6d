import { describe, expect, it } from 'vitest'
import { UsageError } from '../../errors.ts'
import { partOfSink, sinkOfWords } from './sink-of-words.ts'

describe('a sink on the command line', () => {
  it('is the same as in a file', () => {
    const words = {
      format: 'kafka',
      option: ['topic={case}', 'kafka.bootstrap.servers=localhost:9092', 'empty='],
      readFormat: 'kafka',
      readOption: ['subscribe={case}', 'startingOffsets={"a":{"0":-2}}'],
      mayBeMissing: true,
      ordered: true,
      schema: 'n INT, value STRING',
      idColumn: 'value',
      select: 'CAST(value AS STRING)',
      packages: ['a:b:1,c:d:2', 'e:f:3'],
      setUp: ['SET a=b'],
    } as const
    expect(sinkOfWords(words)).toEqual({
      sink: { format: 'kafka', options: { topic: '{case}', 'kafka.bootstrap.servers': 'localhost:9092', empty: '' } },
      read: { format: 'kafka', options: { subscribe: '{case}', startingOffsets: '{"a":{"0":-2}}' } },
      mayBeMissing: true,
      ordered: true,
      schema: 'n INT, value STRING',
      idColumn: 'value',
      select: 'CAST(value AS STRING)',
      packages: ['a:b:1', 'c:d:2', 'e:f:3'],
      jars: [],
      setUp: ['SET a=b'],
      before: [],
      after: [],
      tearDown: [],
    })
    expect(sinkOfWords({ table: 'ice.d.{case}' }).sink).toEqual({ table: 'ice.d.{case}' })
  })

  it('has commands, each in one text, behind the statements of the same moment', () => {
    const words = {
      format: 'x',
      readCommand: "sqlite3 a.db 'SELECT value FROM {case}'",
      before: ['SET a=b'],
      beforeCommand: ['mkdir {case}', 'touch {case}/x'],
      tearDownCommand: ['rm a.db'],
      outageStart: ['docker pause db'],
      outageEnd: ['docker unpause db'],
      outageSeconds: 3,
    }
    expect(sinkOfWords(words)).toMatchObject({
      read: { command: ['sqlite3', 'a.db', 'SELECT value FROM {case}'] },
      before: ['SET a=b', { command: ['mkdir', '{case}'] }, { command: ['touch', '{case}/x'] }],
      outage: {
        start: [{ command: ['docker', 'pause', 'db'] }],
        end: [{ command: ['docker', 'unpause', 'db'] }],
        seconds: 3,
      },
      after: [],
      tearDown: [{ command: ['rm', 'a.db'] }],
    })
  })

  it('has left-overs by a command, or by a folder with what may stay in it', () => {
    expect(sinkOfWords({ format: 'x', leftOversCommand: "ls 'tmp/{case}'" }).leftOvers).toEqual({
      command: ['ls', 'tmp/{case}'],
    })
    const folder = { format: 'x', leftOversFolder: '/data/{case}' }
    expect(sinkOfWords(folder).leftOvers).toEqual({ folder: '/data/{case}', except: [] })
    expect(sinkOfWords({ ...folder, leftOversExcept: ['a/**', 'b'] }).leftOvers).toEqual({
      folder: '/data/{case}',
      except: ['a/**', 'b'],
    })
  })

  it.each([
    [
      { format: 'x', leftOversCommand: 'ls', leftOversFolder: '/x' },
      '--left-overs-command and --left-overs-folder: one of them is wanted',
    ],
    [{ format: 'x', leftOversExcept: ['a'] }, '--left-overs-except belongs to --left-overs-folder'],
    [{ format: 'x', readFormat: 'x', readCommand: 'y' }, '--read-command and --read-format: one of them is wanted'],
    [{ format: 'x', afterCommand: ["rm 'x"] }, '--after-command: a quote has no end'],
    [{ format: 'x', readCommand: ' ' }, '--read-command: no command'],
    [{ format: 'x', table: 'y' }, '--format and --table: one of them is wanted'],
    [{ format: 'x', option: ['topic'] }, '--option "topic": KEY=VALUE is wanted'],
    [{ format: 'x', option: ['=y'] }, '--option "=y": KEY=VALUE is wanted'],
    [{ format: 'x', readOption: ['a=b'] }, '--read-option belongs to --read-format or --read-table'],
    [
      { format: 'x', schema: 'a INTERVAL' },
      'the sink of the command line: schema: the column "a": has the type INTERVAL',
    ],
    [{ format: 'x', outageStart: ['a'] }, '--outage-start and --outage-end: both are wanted'],
    [{ format: 'x', outageSeconds: 3 }, '--outage-seconds belongs to --outage-start'],
    [{ format: '' }, 'the sink of the command line: sink.format: "" where a text that is not empty is wanted'],
  ])('%j is refused: %s', (words, reason) => {
    expect(() => sinkOfWords(words)).toThrow(UsageError)
    expect(() => sinkOfWords(words)).toThrow(reason)
  })

  it('is no whole sink with some parts only, and the first of them is named', () => {
    expect(partOfSink({ select: 'value' })).toBe('--select')
    expect(partOfSink({})).toBe(undefined)
  })
})
