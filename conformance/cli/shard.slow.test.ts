import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { RunReport } from '../report/report.ts'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-shards-'))
afterAll(() => rmSync(folder, { recursive: true }))

function reportIn(name: string) {
  const report = JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')) as RunReport
  const { startedAt: _, finishedAt: __, ...rest } = report
  return rest
}

const driver = ['--', process.execPath, 'conformance/cli/fixtures/faulty-driver.ts', 'loses the row b']

describe('a run in shards', () => {
  it('has, merged, the report of one run, but for times', async () => {
    const run = ['run', '--runs', '60', '--seed', '1', '--report']
    const whole = await cwc([...run, join(folder, 'whole'), ...driver])
    const shards = [1, 2, 3].map((index) => join(folder, `${index}`))
    for (const [at, shard] of shards.entries()) {
      await cwc([...run, shard, '--shard', `${at + 1}/3`, ...driver])
    }
    const merged = await cwc(['merge', ...shards, '--out', join(folder, 'merged')])
    expect([whole.code, merged.code]).toEqual([1, 1])
    expect(reportIn('merged')).toEqual(reportIn('whole'))
    expect(reportIn('1').cases.length).toBeLessThan(reportIn('whole').cases.length)
  })

  it('needs a seed if cases are generated, and a number that is not above the number of all', async () => {
    const unseeded = await cwc(['run', '--runs', '10', '--shard', '1/2'])
    expect(unseeded).toMatchObject({ code: 2 })
    expect(unseeded.err).toContain('--shard: all shards have to generate the same cases')
    for (const wrong of ['0/2', '3/2', '1', '1/0', 'a/b']) {
      expect(await cwc(['run', '--shard', wrong])).toMatchObject({ code: 2 })
    }
  })
})
