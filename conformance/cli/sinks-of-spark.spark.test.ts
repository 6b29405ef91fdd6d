import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'
import { icebergIn } from './fixtures/iceberg-sink.ts'

interface Found {
  readonly tried: readonly {
    readonly result: { readonly kind: string; readonly lost?: readonly string[]; readonly reason?: string }
  }[]
}

/** What `cwc sink --json` says of these scenarios. */
async function triedIn(words: readonly string[], scenarios: readonly string[]) {
  const named = scenarios.flatMap((name) => ['--scenario', name])
  const { out, err } = await cwc(['sink', ...words, ...named, '--json'])
  const { tried }: Found = JSON.parse(out)
  return { err, tried }
}

/** The rows that are lost in them. */
async function lostIn(words: readonly string[], scenarios: readonly string[]) {
  const { err, tried } = await triedIn(words, scenarios)
  return { err, lost: tried.map(({ result }) => result.lost ?? result.kind) }
}

describe('sinks that come with Spark 3.5.8', () => {
  it('All runs of a case write to one sink in memory, which ignores an epoch that it has, and the next case begins with none', async () => {
    const later = 'the next run ends an epoch later that the sink has already'
    const { lost } = await lostIn(['--format', 'memory'], ['nothing fails', later])
    expect(lost).toEqual([[], ['row-0-1']])
  })

  it('The console is written to in the session that a program of the user has, and shows a reader nothing', async () => {
    const { lost } = await lostIn(['--format', 'console', '--read-command', 'true'], ['nothing fails'])
    expect(lost).toEqual([['row-0-0', 'row-0-1']])
  })

  it('A table that asks for a distribution is refused in continuous mode in the words of Spark', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cwc-partitioned-'))
    const file = join(folder, 'partitioned.yaml')
    writeFileSync(file, icebergIn(folder).replace('USING iceberg', 'USING iceberg PARTITIONED BY (value)'))
    const { err, tried } = await triedIn([file], ['nothing fails', 'a write fails']).finally(() =>
      rmSync(folder, { recursive: true, force: true }),
    )
    expect(tried.map(({ result }) => result.reason)).toEqual([
      expect.stringContaining('Spark refuses the query: Sinks cannot request distribution and ordering'),
    ])
    expect(err).toContain('the sink cannot be tried')
  })

  it('A table that nothing has made is looked for in the catalog of setUp, and told with what an author can do', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cwc-missing-'))
    const file = join(folder, 'missing.yaml')
    // No statement names the catalog before the sink does.
    writeFileSync(file, icebergIn(folder).replace(/^before.*\nafter.*$/m, ''))
    const { tried } = await triedIn([file], ['nothing fails']).finally(() =>
      rmSync(folder, { recursive: true, force: true }),
    )
    expect(tried.map(({ result }) => result.reason)).toEqual([
      expect.stringMatching(
        /NoSuchTableException: .*d\.case_\w+_1 .* \(before can make a table or a topic for each case;/,
      ),
    ])
  })

  it('A sink of version 1 is refused in the first scenario, and generated schedules are not begun', async () => {
    const { err, lost } = await lostIn(['--format', 'parquet', '--runs', '3'], ['nothing fails', 'a write fails'])
    expect(lost).toEqual(['broken'])
    expect(err).toContain('the sink cannot be tried (further scenarios that were not run: 1)')
  })
})
