import { describe, expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

interface Found {
  readonly tried: readonly { readonly result: { readonly kind: string; readonly lost?: readonly string[] } }[]
}

/** What `cwc sink --json` says of the rows of these scenarios. */
async function lostIn(words: readonly string[], scenarios: readonly string[]) {
  const named = scenarios.flatMap((name) => ['--scenario', name])
  const { out, err } = await cwc(['sink', ...words, ...named, '--json'])
  const { tried }: Found = JSON.parse(out)
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

  it('A sink of version 1 is refused in the first scenario, and generated schedules are not begun', async () => {
    const { err, lost } = await lostIn(['--format', 'parquet', '--runs', '3'], ['nothing fails', 'a write fails'])
    expect(lost).toEqual(['broken'])
    expect(err).toContain('the sink cannot be tried (further scenarios that were not run: 1)')
  })
})
