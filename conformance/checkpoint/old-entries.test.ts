import { describe, expect, it } from 'vitest'
import type { Checkpoint, Entry } from './checkpoint.ts'
import { findOldEntries } from './old-entries.ts'

/** Seconds at which the entries of a log were written, by epoch. */
type Times = readonly number[]

const entries = (times: Times): readonly Entry[] =>
  times.map((seconds, epoch) => ({
    epoch,
    modified: Number.isNaN(seconds) ? undefined : seconds * 1_000,
    content: { kind: 'unread' },
    checksum: 'none',
  }))

const found = (offsets: Times, commits: Times, timesIn = 1) => {
  const checkpoint: Checkpoint = {
    isEmpty: false,
    metadata: { kind: 'id', id: 'x' },
    offsets: entries(offsets),
    commits: entries(commits),
    strays: [],
    oddNames: [],
    unfinished: [],
    hasChecksums: false,
    timesIn,
    files: { offsets: new Set(), commits: new Set() },
    newest: 0,
    fingerprint: '',
  }
  return findOldEntries(checkpoint, commits.length - 1).map((finding) =>
    finding.kind === 'old-entry'
      ? finding.epoch
      : finding.kind === 'times-say-nothing'
        ? `${finding.kind}: ${finding.why}`
        : finding.kind,
  )
}

/** So many epochs, one every `step` seconds, from `start` on. */
const every = (step: number, count: number, start = 0): Times =>
  Array.from({ length: count }, (_, at) => start + at * step)

describe('entries of an earlier run', () => {
  it('a healthy run has none', () => {
    expect(found(every(1, 20), every(1, 20, 0.2))).toEqual([])
  })

  it('a restart between two epochs leaves none', () => {
    expect(found([...every(1, 9), ...every(1, 9, 600)], [...every(1, 9, 0.2), ...every(1, 9, 600.2)])).toEqual([])
  })

  it('entries are found that the next run committed, but for the first one, whose predecessor both runs share', () => {
    const offsets = [...every(1, 9), 107, 108]
    const commits = [...every(1, 3, 0.2), ...every(1, 6, 100), 107.2, 108.2]
    expect(found(offsets, commits)).toEqual([4, 5, 6, 7, 8])
  })

  it('the last committed entry is found although it is the only one, since the next start reads from it', () => {
    expect(found([0, 1, 2, 3, 4], [0.2, 1.2, 2.2, 3.2, 100])).toEqual([4])
  })

  it('a pause between an entry and its commit is harmless once a later epoch is committed', () => {
    expect(found([0, 1, 2, 3, 4, 101], [0.2, 1.2, 2.2, 3.2, 100, 101.2])).toEqual([])
  })

  it('a slow sink is no earlier run: the offset log goes on while commits lag behind', () => {
    const lag = Array.from({ length: 60 }, (_, epoch) => (epoch < 20 ? epoch + 0.2 : Math.max(epoch + 0.2, 60)))
    expect(found(every(1, 60), lag)).toEqual([])
  })

  it('a sink that always takes half a minute is no earlier run', () => {
    expect(found(every(1, 60), every(1, 60, 30))).toEqual([])
  })

  it('epochs that are minutes apart need a longer pause', () => {
    const restarted = (pause: number) =>
      found([0, 300, 600, 900, 1_200, 1_210], [1, 301, 601, 901, 1_210 + pause - 2, 1_210 + pause])
    expect([restarted(2_000), restarted(20_000)]).toEqual([[], [5]])
  })

  it('with fewer than four committed epochs, the usual times are not known, and a minute is needed', () => {
    expect([found([0], [30]), found([0], [61])]).toEqual([[], [0]])
  })

  it('times of whole minutes need two minutes more', () => {
    const offsets = [0, 0, 0, 0, 0, 0]
    const before = [0, 0, 0, 0, 0]
    expect([60, 120, 180].map((last) => found([...offsets, 240], [...before, last, 240], 60_000))).toEqual([[], [], []])
    expect([120, 180].map((last) => found(offsets, [...before, last], 60_000))).toEqual([
      ['times-say-nothing: at-once'],
      ['times-say-nothing: at-once'],
    ])
    const spread = [-240, -180, -120, -60, 0, 0]
    expect([60, 120, 180, 1_200].map((last) => found(spread, [-240, -180, -120, -60, 0, last], 60_000))).toEqual([
      [],
      [],
      [],
      [5],
    ])
  })

  it('a copy shows nothing, and that is said: its files were written at once, or one log behind the other', () => {
    expect(found([0, 0.1, 0.2, 0.3], [100, 100, 100, 100])).toEqual(['times-say-nothing: at-once'])
    expect(found(every(0.1, 40), every(0.1, 40, 60))).toEqual(['times-say-nothing: one-log-behind-the-other'])
    expect(found(every(0.1, 40, 60), every(0.1, 40))).toEqual(['times-say-nothing: out-of-order'])
  })

  it('a copy in the order of names shows nothing, and that is said', () => {
    const names = Array.from({ length: 40 }, (_, epoch) => String(epoch)).toSorted((a, b) => (a < b ? -1 : 1))
    const copied = (start: number) => Array.from({ length: 40 }, (_, epoch) => start + names.indexOf(String(epoch)))
    expect(found(copied(0), copied(100))).toEqual(['times-say-nothing: out-of-order'])
    // One minute, in which all is copied, is the unit of the times.
    expect(
      found(
        copied(0).map((at) => 60 * at),
        copied(0).map((at) => 60 * at),
        60_000,
      ),
    ).toEqual(['times-say-nothing: out-of-order'])
  })

  it('times of the future are as good as any, since only their differences count', () => {
    expect(found(every(1, 20, 4e9), every(1, 20, 4e9 + 0.2))).toEqual([])
    expect(found(every(0, 20, 4e9), every(0, 20, 4e9))).toEqual(['times-say-nothing: at-once'])
    const [offsets, commits] = [every(1, 5), every(1, 5, 0.2)]
    expect(found(offsets.with(2, 4e9), commits)).toEqual(['times-say-nothing: out-of-order'])
  })

  it('a storage without times shows nothing, and that is said; a log without commits has nothing to show', () => {
    expect(found([Number.NaN], [Number.NaN])).toEqual(['times-say-nothing: none'])
    expect(found([1, 2, 3], [])).toEqual([])
  })
})
