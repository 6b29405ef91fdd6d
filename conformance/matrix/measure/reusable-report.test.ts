import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { digestOfModel, digestOfSuite } from '../../report/digests.ts'
import type { RunReport } from '../../report/report.ts'
import { aCase, aGenerated, aReport } from '../fixtures/reports.ts'
import { reusableReport, type WantedRun } from './reusable-report.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-taken-'))
afterAll(() => rmSync(folder, { recursive: true }))

const wanted: WantedRun = {
  choice: { kind: 'reference' },
  tags: '@task',
  suite: digestOfSuite(['of-RDD-1']),
  runs: new Map([['coordinator', 300]]),
  seed: 1,
}
const parts = { choice: { kind: 'reference' } as const, tags: '@task', generated: [aGenerated()] }
const made = aReport([aCase(['RDD-1'], 'passed')], parts)
const report: RunReport = {
  ...made,
  suite: { scenarios: 1, digest: wanted.suite },
  driver: { ...made.driver, digest: digestOfModel() },
}

function taken(written: unknown, run: WantedRun): boolean {
  writeFileSync(join(folder, 'report.json'), JSON.stringify(written))
  return reusableReport(folder, run) !== undefined
}

describe('a report that is there', () => {
  it('is taken if the run would write just the same', () => {
    expect(taken(report, wanted)).toBe(true)
    // A role that the driver does not offer is not drawn.
    expect(taken(report, { ...wanted, runs: new Map([...(wanted.runs ?? []), ['query', 300]]) })).toBe(true)
  })

  it.each<[string, unknown, WantedRun]>([
    ['is of another seed', report, { ...wanted, seed: 2 }],
    ['is of fewer cases', report, { ...wanted, runs: new Map([['coordinator', 301]]) }],
    ['is of no cases of a role', report, { ...wanted, runs: new Map([...(wanted.runs ?? []), ['task', 1]]) }],
    ['is of cases that are not wanted', report, { ...wanted, runs: undefined }],
    ['is of another selection', report, { ...wanted, tags: '' }],
    [
      'is of another driver',
      report,
      {
        ...wanted,
        choice: { kind: 'spark', source: { kind: 'release', version: '2.4.8' }, master: { kind: 'local' } },
      },
    ],
    [
      'is of a program, which may have changed',
      report,
      { ...wanted, choice: { kind: 'command', command: 'x', args: [] } },
    ],
    ['is of another state of the driver', { ...report, driver: made.driver }, wanted],
    ['is of another suite', { ...report, suite: { scenarios: 1, digest: 'sha256:1' } }, wanted],
    ['was judged by something else', { ...report, judge: 'sha256:1' }, wanted],
    ['is of another version of the kit', { ...report, kit: { name: 'x', version: '0' } }, wanted],
    ['is not of the whole run', { ...report, complete: false }, wanted],
    ['lacks some of its cases', { ...report, generated: [aGenerated({ verdict: 'not-run', cases: 7 })] }, wanted],
    ['is no report', { format: 2 }, wanted],
  ])('is not taken if it %s', (_, written, run) => {
    expect(taken(written, run)).toBe(false)
  })
})
