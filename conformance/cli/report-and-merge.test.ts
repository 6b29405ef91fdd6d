import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { aCase, aReport } from '../matrix/fixtures/reports.ts'
import { digestOfSuite } from '../report/digests.ts'
import { reportJson } from '../report/report-json.ts'
import type { VerdictKind } from '../suite/verdict.ts'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-merge-'))
afterAll(() => rmSync(folder, { recursive: true }))

function writtenShard(name: string, index: number, verdict: VerdictKind): string {
  const one = aCase([index === 1 ? 'EC-16' : 'RDD-16'], verdict, { id: `c${index}`, line: index })
  const suite = { scenarios: 2, digest: digestOfSuite(['c1', 'c2']) }
  mkdirSync(join(folder, name))
  const text = reportJson({ ...aReport([one]), suite, shard: { index, of: 2 } })
  writeFileSync(join(folder, name, 'report.json'), text)
  return join(folder, name)
}

describe('cwc merge', () => {
  it('has the exit code of the whole run, and refuses a shard that is missing with exit code 2', async () => {
    const [one, other] = [writtenShard('one', 1, 'passed'), writtenShard('other', 2, 'passed')]
    const failing = writtenShard('failing', 2, 'failed')
    const out = join(folder, 'all')
    expect(await cwc(['merge', one, other, '--out', out])).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))).toMatchObject({ suite: { scenarios: 2 } })
    expect((await cwc(['merge', one, failing, '--out', out])).code).toBe(1)
    const { code, err } = await cwc(['merge', one, '--out', out])
    expect({ code, err }).toEqual({ code: 2, err: `error: ${one}: shard 2 of 2 is missing\n` })
  })
})

describe('cwc report', () => {
  it('draws the files again from report.json alone', async () => {
    const own = writtenShard('drawn', 1, 'failed')
    expect((await cwc(['report', own])).code).toBe(0)
    expect(readFileSync(join(own, 'junit.xml'), 'utf8')).toContain('failures="1"')
    expect((await cwc(['report', join(folder, 'none')])).code).toBe(2)
  })

  it('says what changed since another report, and refuses one that is not there', async () => {
    const [old, own] = [writtenShard('since-old', 1, 'passed'), writtenShard('since-new', 1, 'failed')]
    expect((await cwc(['report', own, '--since', old])).code).toBe(0)
    expect(readFileSync(join(own, 'summary.md'), 'utf8')).toMatch(/### Since the run of .*[\s\S]*Newly failing \(1\):/)
    expect(readFileSync(join(own, 'report.html'), 'utf8')).toContain('id="since-title"')
    expect((await cwc(['report', own, '--since', join(folder, 'none')])).code).toBe(2)
  })
})

describe('cwc diff', () => {
  it.each([
    ['nothing newly fails', 0, 'failed', 'passed'],
    ['something newly fails', 1, 'passed', 'failed'],
    ['something is no longer checked', 4, 'passed', 'not-supported'],
  ] as const)('has the right exit code if %s: %i', async (_, code, before, after) => {
    const [old, later] = [writtenShard(`old-${code}`, 1, before), writtenShard(`later-${code}`, 1, after)]
    expect((await cwc(['diff', old, join(later, 'report.json')])).code).toBe(code)
    expect(JSON.parse((await cwc(['diff', old, later, '--json'])).out)).toMatchObject({ compared: 1 })
  })
})
