import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-run-report-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the report of a run', () => {
  it('that cannot be written completely is reported, and the results are printed', async () => {
    const report = join(folder, 'part')
    mkdirSync(join(report, 'report.html'), { recursive: true })
    const { code, out, err } = await cwc(['run', '--role', 'planner', '--report', report])
    expect(out).toContain('conforms to edition document: 17 scenarios')
    expect(err).toContain(`${report}: the report is not complete, because it could not be written: `)
    expect(existsSync(join(report, 'report.json'))).toBe(true)
    expect(code).toBe(4)
  })

  it('does not exist if the implementation cannot be run, even if there was an earlier one', async () => {
    const report = join(folder, 'before')
    mkdirSync(report)
    for (const name of ['report.json', 'generated.xml']) writeFileSync(join(report, name), '')
    const { code } = await cwc(['run', '--report', report, '--', join(folder, 'no-such-program')])
    expect(code).toBe(3)
    expect(existsSync(join(report, 'report.json'))).toBe(false)
    expect(existsSync(join(report, 'generated.xml'))).toBe(false)
  })

  it('is written even if the reader of the output is gone', async () => {
    const report = join(folder, 'unread')
    const words = [join(packageRoot, 'bin/cwc.js'), 'run', '--role', 'planner', '--report', report]
    const child = spawn(process.execPath, words, { cwd: packageRoot })
    child.stdout.once('data', () => child.stdout.destroy())
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect(existsSync(join(report, 'report.json'))).toBe(true)
    expect(code).toBe(0)
  })
})
