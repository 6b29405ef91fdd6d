import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunReport } from '../report/report.ts'
import { cwc } from './fixtures/cwc.ts'

// RDD-16 is about the commit and the message of an epoch without rows, and not about other events of the task.

describe('a scenario whose expectations are met', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cwc-nonconformance-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const run = (edition: string) =>
    cwc([
      ...['run', '--requirement', 'RDD-16', '--edition', edition, '--report', join(folder, edition), '--'],
      ...[process.execPath, 'conformance/cli/fixtures/faulty-driver.ts', 'closes each writer that has committed'],
    ])

  it('fails if a step does not conform to the model, with the requirement of the difference', async () => {
    const { code, out } = await run('spark-2.4')
    expect(code).toBe(1)
    expect(out).toContain('\n  RDD-43 (')
    expect(out).toContain('closes the writer of epoch 70')
    const report = JSON.parse(readFileSync(join(folder, 'spark-2.4', 'report.json'), 'utf8')) as RunReport
    const failed = report.cases.filter(({ verdict }) => verdict === 'failed')
    expect(failed.length).toBeGreaterThan(0)
    expect(new Set(failed.map(({ violates }) => violates))).toEqual(new Set(['RDD-43']))
    expect(report.requirements.find(({ id }) => id === 'RDD-43')?.standing).toBe('fails')
    expect(report.requirements.find(({ id }) => id === 'RDD-16')?.standing).not.toBe('fails')
  })

  it('does not fail because of unspecified behaviour', async () => {
    const { code, out } = await run('document')
    expect(out).toContain('conforms to edition document')
    expect(code).toBe(0)
  })
})
