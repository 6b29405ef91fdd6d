import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diagnose } from './diagnose.ts'
import { checkpointOf, type Files } from './fixtures/checkpoint-folder.ts'
import { localStorage } from './local-storage.ts'
import { allEntries, type Extent, everything, least, readCheckpoint } from './read-checkpoint.ts'

// Checkpoints that real Spark left (rate source, trigger of a second), and such as were broken by hand before a start. Their files had
// lost their times, so entries of an earlier run show by their offsets alone.
const recorded = JSON.parse(
  readFileSync(new URL('fixtures/recorded-checkpoints.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, string>>>>

const filesOf = (name: string): Files =>
  Object.fromEntries(
    Object.entries(recorded[name] ?? {}).map(([path, content]) => [
      path,
      content.startsWith('crc:') ? Buffer.from(`6372630000000200${content.slice(4)}`, 'hex') : content,
    ]),
  )

const verdicts: readonly (readonly [string, string])[] = [
  ['2.4.8/local-normal-info', 'clean'],
  ['2.4.8/local-sink-refuses-info', 'dangerous: offsets-ahead'],
  ['2.4.8/empty-commit', 'will not start: unreadable'],
  ['3.1.3/local-restart-info', 'clean'],
  ['3.1.3/local-sink-refuses-debug', 'dangerous: offsets-ahead'],
  ['3.5.8/local-task-fails-info', 'clean'],
  ['3.5.8/purged', 'clean'],
  ['3.5.8/run1-refused', 'dangerous: offsets-ahead'],
  ['3.5.8/cluster-sink-refuses-info', 'dangerous: offsets-ahead'],
  ['3.5.8/plain-lost/state-2-after-the-restart', 'dangerous: offsets-ahead'],
  ['3.5.8/plain-lost/state-3-after-the-second-restart', 'suspect: offsets-go-back'],
  ['3.5.8/plain-lucky/state-2-after-the-restart', 'suspect: offsets-go-back'],
  ['3.5.8/cleaned/state-1b-offsets-beyond-last-commit-removed', 'clean'],
  ['3.5.8/cleaned/state-3-after-the-second-restart', 'clean'],
  ['3.5.8/torn-stale-offset', 'dangerous: offsets-ahead, torn-ahead'],
  ['3.5.8/empty-commit', 'will not start: unreadable'],
  ['3.5.8/empty-offset', 'will not start: unreadable'],
  ['3.5.8/torn-offset', 'will not start: unreadable'],
  ['3.5.8/commit-without-offset', 'will not start: commit-without-offsets'],
  ['3.5.8/crc-mismatch', 'will not start: other-shape, checksum-differs'],
  ['3.5.8/continuous-on-microbatch', 'not continuous'],
  // The start that failed was one of a micro-batch query.
  ['3.5.8/microbatch-on-continuous', 'clean'],
  ['4.2.0/local-normal-info', 'clean'],
  ['4.2.0/local-sink-refuses-info', 'dangerous: offsets-ahead'],
  ['4.2.0/torn-stale-offset', 'dangerous: offsets-ahead, torn-ahead'],
  ['4.2.0/crc-left', 'dangerous: stray-checksum'],
]

describe('checkpoints of real Spark', () => {
  it.each(verdicts)('%s is %s', (name, verdict) => {
    const folder = checkpointOf(filesOf(name))
    const seen = (extent: Extent) => {
      const { verdict: is, findings } = diagnose(readCheckpoint(localStorage, folder, extent))
      const kinds = findings.map(({ kind }) => kind).filter((kind) => kind !== 'times-say-nothing')
      return kinds.length === 0 ? is : `${is}: ${kinds.join(', ')}`
    }
    expect(seen(everything)).toBe(verdict)
    // A storage that takes seconds per file reads the last entries only.
    const some = seen({ ...least, checksums: true }).replace(/(: |, )left-unread$/, '')
    expect(some).toBe(name === '3.5.8/plain-lost/state-3-after-the-second-restart' ? 'clean' : verdict)
    // Unless all are asked for. Checksums are left unread.
    expect(seen(allEntries)).toBe(verdict.replace(', checksum-differs', ''))
  })

  it('each recorded checkpoint has its verdict here', () => {
    expect(new Set(verdicts.map(([name]) => name))).toEqual(new Set(Object.keys(recorded)))
  })

  it('the start that failed in the recordings failed with the error that is named', () => {
    const errors = verdicts.flatMap(([name]) =>
      diagnose(readCheckpoint(localStorage, checkpointOf(filesOf(name)), everything)).findings.flatMap((finding) =>
        'error' in finding ? [`${name}: ${finding.error}`] : [],
      ),
    )
    expect(errors).toEqual([
      '2.4.8/empty-commit: IllegalStateException: Failed to read log file commits/5. Incomplete log file in the offset commit log',
      '3.5.8/empty-commit: IllegalStateException: Failed to read log file commits/5. Incomplete log file in the offset commit log',
      '3.5.8/empty-offset: IllegalStateException: Failed to read log file offsets/5. Incomplete log file',
      '3.5.8/torn-offset: JsonEOFException (JsonParseException in Spark 2.4): Unexpected end-of-input, or another exception of the JSON parser',
      '3.5.8/commit-without-offset: IllegalStateException: Batch 5 was committed without end epoch offsets!',
      '3.5.8/crc-mismatch: MappingException: No usable value for runTimeMs, or for value',
    ])
  })
})
