import { describe, expect, it } from 'vitest'
import { describeDiagnosis } from './describe-diagnosis.ts'
import { ranges } from './describe-finding.ts'
import { diagnose } from './diagnose.ts'
import type { CheckpointDiagnosis } from './diagnosis.ts'
import { checkpointOf, commit, committedUpTo, type Files, metadata, offsets } from './fixtures/checkpoint-folder.ts'
import { localStorage } from './local-storage.ts'
import { everything, readCheckpoint } from './read-checkpoint.ts'

const diagnosisOf = (files: Files) => diagnose(readCheckpoint(localStorage, checkpointOf(files), everything))
const describeFiles = (files: Files) =>
  describeDiagnosis('/data/orders', diagnosisOf(files), []).replace(/\n {2}- Remark: all entries were.*/, '')

describe('the text of a diagnosis', () => {
  it('of a clean checkpoint says first that the query may start', () => {
    expect(describeFiles(committedUpTo(2))).toMatchInlineSnapshot(`
      "/data/orders: clean, but not certain: whether offsets/2 is the entry of an earlier run cannot be told; if it is, the next run loses or doubles rows
        last committed epoch: 2; next epoch: 3; reads from: {"0":{"value":20,"runTimeMs":1795868782259}}
        continuous query 896de948-2480-4437-a39f-5d034f74b386; the release that wrote it does not show"
    `)
  })

  it('of a dangerous checkpoint says first that the query must not start, and last what is lost or doubled, in numbers', () => {
    expect(
      describeFiles({ ...committedUpTo(2), 'offsets/3': offsets(15), 'offsets/4': offsets(45), 'offsets/5': 'v1' }),
    ).toMatchInlineSnapshot(`
      "/data/orders: dangerous: do not start the query yet, rows can be lost or doubled
        - The offset log has 3 entries beyond the last commit: epochs 3 to 5. The next run keeps them, and writes none in their place (CE-19).
        - offsets/5 is torn (the file ends behind its first line). The next run starts and reads, but never commits epoch 5 or a later one, and it does not fail (CE-20).
        - The offsets go back from epoch 2 to 3: partition 0 from 20 to 15. So offsets/2 seems to be the entry of an earlier run (CE-19).
        last committed epoch: 2; next epoch: 3; reads from: {"0":{"value":20,"runTimeMs":1795868782259}}
        continuous query 896de948-2480-4437-a39f-5d034f74b386; the release that wrote it does not show
        What can happen: the next run repeats epoch 3 and those after it. If its last commit is one of these epochs, the restart
        behind it reads on from the old entry, and not from where the run ended. Rows between the two are lost if the
        run ended earlier, and doubled if it ended later.
        The next start reads offsets/2, which seems to be the entry of an earlier run. It can skip or repeat offsets itself, so how many in all does not show.
        At least 5 offsets are read again.
          offsets/3: partition 0 at 15, 5 before the last commit
          offsets/4: partition 0 at 45, 25 after the last commit
          offsets/5: not read, or torn"
    `)
  })

  it('adds up what is skipped and what is read again apart, over the partitions', () => {
    const at = (first: number, second: number) => `v1\n\n{"t":{"0":${first},"1":${second}}}`
    const text = describeFiles({
      metadata,
      'offsets/0': at(50, 50),
      'commits/0': commit,
      'offsets/1': at(90, 50),
      'offsets/2': at(90, 49),
    })
    expect(text).toContain(
      '\n  At most 40 offsets are skipped, over all partitions, if offsets/0 is not the entry of an earlier run.\n  At least 1 offset is read again.\n',
    )
  })

  it('of a source without numbers shows the offsets in its own words', () => {
    expect(
      describeFiles({ metadata, 'offsets/0': 'v1\n\n"a"', 'commits/0': commit, 'offsets/1': 'v1\n\n"b"' }),
    ).toMatchInlineSnapshot(`
      "/data/orders: dangerous: do not start the query yet, rows can be lost or doubled
        - The offset log has an entry beyond the last commit: epoch 1. The next run keeps it, and writes none in its place (CE-19).
        last committed epoch: 0; next epoch: 1; reads from: "a"
        continuous query 896de948-2480-4437-a39f-5d034f74b386; the release that wrote it does not show
        What can happen: the next run repeats epoch 1 and those after it. If its last commit is one of these epochs, the restart
        behind it reads on from the old entry, and not from where the run ended. Rows between the two are lost if the
        run ended earlier, and doubled if it ended later.
        How many rows that are does not show: the offsets of this source are no numbers that can be compared.
          offsets/1: "b""
    `)
  })

  it('of a checkpoint from which no query starts names the error', () => {
    expect(describeFiles({ ...committedUpTo(2), 'commits/2': '' })).toMatchInlineSnapshot(`
      "/data/orders: will not start: a continuous query fails when it starts from here
        - A start reads commits/2: the file is empty. It fails with IllegalStateException: Failed to read log file commits/2. Incomplete log file in the offset commit log.
        last committed epoch: 2; next epoch: 3; reads from: {"0":{"value":20,"runTimeMs":1795868782259}}
        continuous query 896de948-2480-4437-a39f-5d034f74b386; the release that wrote it does not show"
    `)
  })

  // As in the recording of 4.2.0: afterwards offsets/7 and commits/7 are there, and the log has one ignored error.
  it('of a checksum without an entry says that the entry is written all the same, and which log has to fear that', () => {
    const said = (log: string) => describeFiles({ ...committedUpTo(6), [`${log}/.7.crc`]: 'x' })
    const both = (log: string) =>
      `\n  - ${log}/.7.crc has no entry. The next run writes ${log}/7, finds a checksum in the place of its own, and ignores the error (Multiple streaming queries are concurrently using …). `
    expect(said('offsets')).toContain(
      `${both('offsets')}Spark 4.2.0 committed epoch 7 all the same, and the old checksum stayed.\n`,
    )
    expect(said('commits')).toContain(
      `${both('commits')}After such an error it commits no epoch until a restart (CE-20).\n`,
    )
  })

  it('of a suspect checkpoint names the entry of an earlier run', () => {
    expect(describeFiles({ ...committedUpTo(3), 'offsets/2': offsets(5) })).toMatchInlineSnapshot(`
      "/data/orders: suspect: rows may have been lost or doubled by an earlier restart; nothing shows that the next start does
        - The offsets go back from epoch 1 to 2: partition 0 from 10 to 5. So offsets/1 seems to be the entry of an earlier run (CE-19).
        last committed epoch: 3; next epoch: 4; reads from: {"0":{"value":30,"runTimeMs":1795868782259}}
        continuous query 896de948-2480-4437-a39f-5d034f74b386; the release that wrote it does not show"
    `)
  })

  it('of a query that has never committed says where it begins', () => {
    expect(describeFiles({ metadata })).toMatchInlineSnapshot(`
      "/data/orders: clean: no epoch is committed yet, and the next run begins where the source itself begins
        last committed epoch: none; next epoch: 0; reads from: the source's own beginning
        query 896de948-2480-4437-a39f-5d034f74b386; the release that wrote it does not show"
    `)
  })

  it('of a micro-batch query says no more than that', () => {
    expect(describeFiles({ metadata, 'offsets/0': 'v1\n{}\n5', 'commits/0': commit })).toMatchInlineSnapshot(`
      "/data/orders: not continuous: a micro-batch query wrote it, and a continuous query cannot start from it
        micro-batch query 896de948-2480-4437-a39f-5d034f74b386; the release that wrote it does not show"
    `)
  })

  it('is a line for no checkpoint', () => {
    expect(describeFiles({})).toMatchInlineSnapshot(`"/data/orders: cannot tell: no checkpoint: the folder is empty"`)
    expect(describeFiles({ notes: 'x' })).toMatchInlineSnapshot(
      `"/data/orders: cannot tell: no checkpoint: there is neither the file metadata nor an entry in offsets or commits"`,
    )
  })

  it('shows no control character, wherever it comes from', () => {
    const evil = '\u001b[2J\u202e'
    const text = describeDiagnosis(
      `/data/${evil}`,
      diagnosisOf({
        metadata: JSON.stringify({ id: evil }),
        'offsets/0': `v1\n\n${JSON.stringify({ [evil]: 9 })}`,
        'commits/0': commit,
        'offsets/1': `v1\n\n${JSON.stringify({ [evil]: 3 })}`,
        'offsets/2': `v1\n\n{${evil}`,
        'offsets/3': `v1\n\n"${evil}"`,
      }),
      [],
    )
    expect(text).toContain('/data/\\u{1b}[2J\\u{202e}: dangerous')
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })

  it('stays short for a thousand entries, findings and partitions', () => {
    const partitions = (at: number) =>
      `v1\n\n${JSON.stringify(Object.fromEntries(Array.from({ length: 1_000 }, (_, p) => [p, at])))}`
    const torn = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`offsets/${at + 2}`, 'v1']))
    const text = describeFiles({
      metadata,
      'offsets/0': partitions(5),
      'commits/0': commit,
      'offsets/1': partitions(9),
      ...torn,
    })
    expect(text.length).toBeLessThan(8_000)
    expect(text).toContain('- and 990 findings more (--json shows all)')
    expect(text).toContain('; and 980 more')
    expect(text).toContain('At most 4000 offsets are skipped, over all partitions, if offsets/0 ')
  })

  it('ranges of epochs are shown short', () => {
    expect(ranges([3, 4, 5, 8, 10, 11])).toBe('3 to 5, 8, 10 to 11')
    expect(ranges(Array.from({ length: 30 }, (_, at) => 2 * at))).toBe('0, 2, 4, 6, 8, 10, 12, 14, 16, 18, …')
  })

  it('every verdict has its answer', () => {
    const verdicts: readonly CheckpointDiagnosis['verdict'][] = [
      'clean',
      'first start',
      'suspect',
      'dangerous',
      'will not start',
      'not continuous',
      'cannot tell',
    ]
    const texts = verdicts.map((verdict) => describeDiagnosis('x', { ...diagnosisOf({}), verdict }, []).split('\n')[0])
    expect(new Set(texts).size).toBe(verdicts.length)
  })
})
