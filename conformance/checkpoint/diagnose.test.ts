import { describe, expect, it } from 'vitest'
import { diagnose } from './diagnose.ts'
import type { CheckpointDiagnosis } from './diagnosis.ts'
import {
  checkpointOf,
  commit,
  committedUpTo,
  type Files,
  metadata,
  offsets,
  withChecksums,
} from './fixtures/checkpoint-folder.ts'
import { localStorage } from './local-storage.ts'
import { everything, readCheckpoint } from './read-checkpoint.ts'

const diagnosisOf = (files: Files): CheckpointDiagnosis =>
  diagnose(readCheckpoint(localStorage, checkpointOf(files), everything))

const without = (files: Files, ...paths: readonly string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)))

const microBatch = 'v1\n{"batchWatermarkMs":0,"batchTimestampMs":1,"conf":{}}\n5'
const kafka = (position: number) => `v1\n\n{"orders":{"0":${position},"1":7}}`

/** The states of a checkpoint, with what Spark does from there (`doctor.spark.test.ts`), and what the diagnosis says. */
const states: readonly (readonly [string, Files, CheckpointDiagnosis['verdict'], readonly string[]])[] = [
  ['all entries are committed', committedUpTo(5), 'clean', []],
  ['all entries are committed and have checksums', withChecksums(committedUpTo(5)), 'clean', []],
  ['there is only the file metadata', { metadata }, 'clean', []],
  [
    'earlier entries are purged',
    without(committedUpTo(5), 'offsets/0', 'commits/0', 'offsets/1', 'commits/1'),
    'clean',
    [],
  ],
  ['one offset entry is ahead', { ...committedUpTo(5), 'offsets/6': offsets(60) }, 'dangerous', ['offsets-ahead']],
  [
    'six offset entries are ahead and no epoch is committed',
    { metadata, ...only(committedUpTo(5), 'offsets') },
    'dangerous',
    ['offsets-ahead'],
  ],
  [
    'the offset entry ahead is torn',
    { ...committedUpTo(5), 'offsets/6': 'v1\n' },
    'dangerous',
    ['offsets-ahead', 'torn-ahead'],
  ],
  [
    'the offset entry ahead is empty',
    { ...committedUpTo(5), 'offsets/6': '' },
    'dangerous',
    ['offsets-ahead', 'torn-ahead'],
  ],
  [
    'a checksum of the offset log is left ahead',
    { ...committedUpTo(5), 'offsets/.6.crc': 'x' },
    'dangerous',
    ['stray-checksum'],
  ],
  [
    'a checksum of the commit log is left ahead',
    { ...committedUpTo(5), 'commits/.6.crc': 'x' },
    'dangerous',
    ['stray-checksum'],
  ],
  [
    'a checksum is left of an earlier epoch',
    { ...without(committedUpTo(5), 'commits/2'), 'commits/.2.crc': 'x' },
    'clean',
    ['gap-in-commits'],
  ],
  ['the last commit is empty', { ...committedUpTo(5), 'commits/5': '' }, 'will not start', ['unreadable']],
  ['the last commit is torn', { ...committedUpTo(5), 'commits/5': 'v1\n{"next' }, 'will not start', ['unreadable']],
  ['the last commit has only its version', { ...committedUpTo(5), 'commits/5': 'v1' }, 'clean', []],
  ['an earlier commit is empty', { ...committedUpTo(5), 'commits/3': '' }, 'clean', []],
  ['the last offset entry is empty', { ...committedUpTo(5), 'offsets/5': '' }, 'will not start', ['unreadable']],
  [
    'the last offset entry ends within its JSON',
    { ...committedUpTo(5), 'offsets/5': 'v1\n\n{"0":{"va' },
    'will not start',
    ['unreadable'],
  ],
  [
    'the last offset entry ends behind its version',
    { ...committedUpTo(5), 'offsets/5': 'v1' },
    'will not start',
    ['unreadable'],
  ],
  [
    'the last offset entry is binary',
    { ...committedUpTo(5), 'offsets/5': Buffer.from([0, 255, 254, 13, 10]) },
    'will not start',
    ['unreadable'],
  ],
  [
    'the last offset entry has a later format',
    { ...committedUpTo(5), 'offsets/5': 'v3\n\n1' },
    'will not start',
    ['unreadable'],
  ],
  ['an earlier offset entry is torn', { ...committedUpTo(5), 'offsets/3': 'v1\n' }, 'clean', []],
  [
    'the last commit has no offset entry',
    without(committedUpTo(5), 'offsets/5'),
    'will not start',
    ['commit-without-offsets'],
  ],
  [
    'the last offset entry has other fields',
    { ...committedUpTo(5), 'offsets/5': 'v1\n\n{"0":{"value":9,"runTimeMS":1}}' },
    'will not start',
    ['other-shape'],
  ],
  ['the file metadata is torn', { ...committedUpTo(5), metadata: '{"id":"896' }, 'will not start', ['broken-metadata']],
  ['the file metadata has no id', { ...committedUpTo(5), metadata: '{}' }, 'will not start', ['broken-metadata']],
  ['the file metadata is missing', without(committedUpTo(5), 'metadata'), 'clean', ['no-metadata']],
  ['the commit log has a gap', without(committedUpTo(5), 'commits/2', 'commits/3'), 'clean', ['gap-in-commits']],
  [
    'a write did not end',
    { ...committedUpTo(5), 'offsets/.6.896de948-2480-4437-a39f-5d034f74b386.tmp': '' },
    'clean',
    ['unfinished-writes'],
  ],
  ['the offsets go back', { ...committedUpTo(5), 'offsets/4': offsets(7) }, 'suspect', ['offsets-go-back']],
  [
    'the offsets of Kafka go back',
    { metadata, 'offsets/0': kafka(9), 'offsets/1': kafka(3), 'commits/0': commit, 'commits/1': commit },
    'suspect',
    ['offsets-go-back'],
  ],
  [
    'a committed entry does not match its checksum',
    { ...withChecksums(committedUpTo(5)), 'offsets/3': offsets(31) },
    'suspect',
    ['checksum-differs'],
  ],
  [
    'a name is a number that Spark does not write',
    { ...committedUpTo(5), 'offsets/0007': offsets(70) },
    'suspect',
    ['odd-names'],
  ],
  [
    'a micro-batch query wrote it',
    { metadata, 'offsets/0': microBatch, 'commits/0': commit, 'sources/0/0': 'v1' },
    'not continuous',
    [],
  ],
  [
    'a micro-batch query wrote the latest entry',
    { ...committedUpTo(5), 'offsets/6': microBatch },
    'not continuous',
    [],
  ],
  [
    'the latest entries are continuous, and earlier ones of a micro-batch',
    { ...committedUpTo(5), 'offsets/0': microBatch },
    'clean',
    [],
  ],
  ['the folder is empty', {}, 'cannot tell', []],
  ['the folder has other files', { 'a.txt': '', '1e3': '', 'state/0': '' }, 'cannot tell', []],
  [
    'the last offset entry is nested too deep to be read',
    { ...committedUpTo(5), 'offsets/5': `v1\n\n${'['.repeat(10_000)}${']'.repeat(10_000)}` },
    'cannot tell',
    ['not-read'],
  ],
  [
    'the last offset entry is too large to be read',
    { ...committedUpTo(5), 'offsets/5': Buffer.alloc(8 * 2 ** 20 + 1, 32) },
    'cannot tell',
    ['not-read'],
  ],
  [
    'the last offset entry is a folder',
    { ...without(committedUpTo(5), 'offsets/5'), 'offsets/5/x': '' },
    'will not start',
    ['commit-without-offsets'],
  ],
]

function only(files: Files, log: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith(`${log}/`)))
}

describe('diagnose', () => {
  it.each(states)('the verdict is right if %s', (_, files, verdict, kinds) => {
    const { findings, ...diagnosis } = diagnosisOf(files)
    const shown = findings.map(({ kind }) => kind).filter((kind) => kind !== 'times-say-nothing')
    expect([diagnosis.verdict, shown]).toEqual([verdict, kinds])
  })

  it('the next run begins behind the last committed epoch, at its offsets in the words of the source', () => {
    expect(diagnosisOf({ ...committedUpTo(5), 'offsets/6': offsets(60) }).start).toEqual({
      lastCommitted: 5,
      nextEpoch: 6,
      readsFrom: '{"0":{"value":50,"runTimeMs":1795868782259}}',
    })
  })

  it('a query that has never committed begins at epoch 0, where its source begins', () => {
    const { start } = diagnosisOf({ metadata, 'offsets/0': offsets(4), 'offsets/1': offsets(9) })
    expect(start).toEqual({ lastCommitted: undefined, nextEpoch: 0, readsFrom: undefined })
  })

  it('positions of an entry ahead stand beside those of the last commit, by partition', () => {
    const { oldOffsets } = diagnosisOf({
      metadata,
      'offsets/0': kafka(3),
      'commits/0': commit,
      'offsets/1': kafka(9),
      'offsets/2': 'v1\n\n{"cursor":"x"}',
      'offsets/3': 'v1\n',
    })
    expect(oldOffsets).toEqual([
      {
        epoch: 1,
        offsets: '{"orders":{"0":9,"1":7}}',
        positions: [
          { partition: 'orders 0', committed: 3, old: 9 },
          { partition: 'orders 1', committed: 7, old: 7 },
        ],
      },
      { epoch: 2, offsets: '{"cursor":"x"}', positions: undefined },
      { epoch: 3, offsets: undefined, positions: undefined },
    ])
  })

  it.each<readonly [string, Files, CheckpointDiagnosis['family']]>([
    ['no file has a checksum', committedUpTo(2), 'unknown'],
    ['files have checksums', withChecksums(committedUpTo(2)), 'spark-3.2 or later'],
    ['the last commit has version 2', { ...committedUpTo(2), 'commits/2': 'v2\n{}' }, 'spark-4.x'],
  ])('the release lines that wrote it are named as far as they show: %s', (_, files, family) => {
    expect(diagnosisOf(files).family).toBe(family)
  })

  it('a missing folder is no checkpoint', () => {
    const { verdict, why } = diagnose(readCheckpoint(localStorage, '/no/such/folder', everything))
    expect([verdict, why]).toEqual([
      'cannot tell',
      'there is no such folder (the checkpoint directory of a query is wanted)',
    ])
  })
})
