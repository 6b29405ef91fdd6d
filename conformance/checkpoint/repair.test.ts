import { describe, expect, it } from 'vitest'
import { diagnose } from './diagnose.ts'
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
import { planRepair, type Repair } from './repair.ts'

function planOf(files: Files): Repair {
  const reading = readCheckpoint(localStorage, checkpointOf(files), everything)
  if (reading.kind === 'none') throw new Error(reading.why)
  return planRepair(reading.checkpoint, diagnose(reading))
}

const moves = (files: Files) => {
  const plan = planOf(files)
  return plan.kind === 'moves' ? plan.moves.map(({ log, name }) => `${log}/${name}`) : plan
}

describe('a repair', () => {
  it('moves each entry beyond the last commit with its checksum, the newest epoch first', () => {
    const files = withChecksums({ ...committedUpTo(8), 'offsets/9': offsets(90), 'offsets/10': offsets(100) })
    expect(moves(files)).toEqual(['offsets/.10.crc', 'offsets/10', 'offsets/.9.crc', 'offsets/9'])
  })

  it('moves torn entries, and checksums that were left behind in either log', () => {
    const files = { ...committedUpTo(5), 'offsets/6': 'v1', 'offsets/.7.crc': 'x', 'commits/.6.crc': 'x' }
    expect(moves(files)).toEqual(['offsets/.7.crc', 'offsets/6', 'commits/.6.crc'])
  })

  it('moves all entries if no epoch is committed', () => {
    expect(moves({ metadata, 'offsets/0': offsets(4), 'offsets/1': offsets(9) })).toEqual(['offsets/1', 'offsets/0'])
  })

  it('leaves unfinished writes, and checksums of earlier epochs', () => {
    const unfinished = 'offsets/.7.896de948-2480-4437-a39f-5d034f74b386.tmp'
    expect(moves({ ...committedUpTo(5), 'offsets/6': offsets(60), [unfinished]: '', 'offsets/.2.crc': 'x' })).toEqual([
      'offsets/6',
    ])
  })

  it('has nothing to do for a clean checkpoint', () => {
    expect(planOf(committedUpTo(5))).toEqual({ kind: 'nothing to do' })
  })

  it('moves entries of which the later ones go back: each of them is beyond the last commit', () => {
    expect(moves({ ...committedUpTo(5), 'offsets/6': offsets(90), 'offsets/7': offsets(60) })).toEqual([
      'offsets/7',
      'offsets/6',
    ])
  })

  const old = (epoch: number) =>
    `offsets/${epoch} seems to be the entry of an earlier run, and its epoch is committed: moving later entries does not bring its rows back (docs/restarted.md says how to find them)`

  it.each<readonly [string, Files, string]>([
    ['a committed entry is old', { ...committedUpTo(5), 'offsets/4': offsets(7), 'offsets/6': offsets(60) }, old(3)],
    ['the last committed entry is old', { ...committedUpTo(5), 'offsets/6': offsets(7) }, old(5)],
    ['nothing is ahead, and a committed entry is old', { ...committedUpTo(5), 'offsets/4': offsets(7) }, old(3)],
    [
      'a name is odd',
      { ...committedUpTo(5), 'offsets/07': '' },
      'there are files whose names are numbers as Spark does not write them (move them away yourself)',
    ],
    [
      'a start fails',
      { ...committedUpTo(5), 'commits/5': '', 'offsets/6': offsets(60) },
      'an entry that a start reads is broken, and no other file can replace it (restore it, or begin with a new checkpoint)',
    ],
    [
      'a micro-batch query wrote it',
      { metadata, 'offsets/0': 'v1\n{}\n5', 'commits/0': commit },
      'it is no checkpoint of a continuous query',
    ],
    [
      'an entry cannot be read',
      { ...committedUpTo(5), 'offsets/5': Buffer.alloc(9 * 2 ** 20, 32) },
      'not everything that a start reads could be read',
    ],
  ])('is refused if %s', (_, files, why) => {
    expect(planOf(files)).toEqual({ kind: 'refused', why })
  })
})
