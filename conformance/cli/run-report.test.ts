import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-run-report-'))
afterAll(() => rmSync(folder, { recursive: true }))

const earlier = [
  'report.json',
  'report.html',
  'junit.xml',
  'junit.xml.part',
  'summary.md',
  'badge.json',
  'generated.xml',
  'notes.txt',
]

describe('the report of a run', () => {
  it('that cannot be written completely is reported, and the results are printed', async () => {
    const report = join(folder, 'part')
    // The driver puts a folder in the place of a file when the run has begun.
    const program = `mkdir '${report}/junit.xml' && exec '${process.execPath}' bin/cwc.js serve reference`
    const { code, out, err } = await cwc(['run', '--role', 'planner', '--report', report, '--', 'sh', '-c', program])
    expect(out).toContain('conforms to edition document: 17 scenarios')
    expect(err).toContain(`${report}: the report is not complete, because it could not be written: `)
    expect(existsSync(join(report, 'report.json'))).toBe(true)
    expect(code).toBe(4)
  })

  it('does not exist if the implementation cannot be run, even if there was an earlier one', async () => {
    const report = join(folder, 'before')
    mkdirSync(report)
    for (const name of earlier) writeFileSync(join(report, name), '')
    const { code } = await cwc(['run', '--report', report, '--', join(folder, 'no-such-program')])
    expect(code).toBe(3)
    expect(readdirSync(report)).toEqual(['notes.txt'])
  })

  it.each([
    ['names an unknown edition', 2, ['--edition', 'none']],
    ['selects no scenario', 4, ['--tags', '@none']],
  ])('of an earlier run does not stay beside a run that %s', async (_, expected, words) => {
    const report = join(folder, `before-${expected}`)
    mkdirSync(report)
    for (const name of earlier) writeFileSync(join(report, name), '')
    const { code } = await cwc(['run', '--report', report, ...words])
    expect(code).toBe(expected)
    expect(readdirSync(report)).toEqual(['notes.txt'])
  })

  it('is written beside a folder that has the name of the journal', async () => {
    const report = join(folder, 'journal')
    mkdirSync(join(report, 'journal.ndjson'), { recursive: true })
    const { code, err } = await cwc(['run', '--role', 'planner', '--report', report])
    expect(err).toContain(`${report}/journal.ndjson: cannot be written: a folder (the run goes on`)
    expect(err).not.toContain('a fault of the kit')
    expect(readdirSync(report).toSorted()).toContain('report.json')
    expect(code).toBe(0)
  })

  it('is named in one line without control characters', async () => {
    const { code, out } = await cwc(['run', '--role', 'planner', '--report', join(folder, 'a\u001b[2J\n\u202e')])
    const shown = `${folder}/a\\u{1b}[2J\\n\\u{202e}`
    expect(out.trimEnd().split('\n').at(-1)).toBe(`Report: ${shown}/report.json, ${shown}/report.html`)
    expect(code).toBe(0)
  })

  it('of an earlier run that cannot be removed is refused in the words of the kit', async () => {
    const report = join(folder, 'unremovable')
    mkdirSync(join(report, 'report.html'), { recursive: true })
    const { code, err } = await cwc(['run', '--role', 'planner', '--report', report])
    expect(err).toContain(`${report}/report.html: the report of an earlier run cannot be removed: a folder\n`)
    expect(code).toBe(2)
  })

  it('has the failure of a driver at its shutdown', async () => {
    const report = join(folder, 'shutdown')
    const program = 'conformance/cli/fixtures/bad-driver.mjs'
    const features = 'conformance/cli/fixtures/three-cases.feature'
    const driver = ['--', process.execPath, program, 'exits with 5 in the end']
    const { out } = await cwc(['run', features, '--report', report, '--jobs', '2', ...driver])
    const fault = 'the driver crashed: it exited with code 5 (after shutdown)'
    expect(out).toContain(`The driver failed when it was shut down: ${fault}`)
    expect(JSON.parse(readFileSync(join(report, 'report.json'), 'utf8'))).toMatchObject({ shutdown: [fault] })
    for (const name of ['report.html', 'summary.md', 'junit.xml']) {
      expect(readFileSync(join(report, name), 'utf8')).toContain('it exited with code 5 (after shutdown)')
    }
  })

  it('is refused before the run if a folder has the name of one of its files', async () => {
    const report = join(folder, 'taken')
    mkdirSync(join(report, 'junit.xml'), { recursive: true })
    const { code, out, err } = await cwc(['run', '--role', 'planner', '--report', report])
    expect(err).toContain(`${join(report, 'junit.xml')}: the report of an earlier run cannot be removed: `)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })

  it('has annotations on standard output in a step of GitHub Actions', async () => {
    const words = ['run', '--requirement', 'OP-5', '--', process.execPath, 'conformance/cli/fixtures/faulty-driver.ts']
    const env = { ...process.env, GITHUB_ACTIONS: 'true' }
    const run = async (...more: string[]) => {
      const { out } = await cwc([...words.slice(0, 1), ...more, ...words.slice(1), 'has an output column'], { env })
      return out.split('\n').filter((line) => line.startsWith('::error '))
    }
    expect(await run()).toEqual([
      expect.stringMatching(
        /^::error file=features\/operator\/.*\.feature,line=\d+,title=.*::OP-5 .*%0Aagain: npx cwc run/,
      ),
      expect.stringMatching(/^::error title=Conformance::faulty example 1 does not conform/),
    ])
    expect(await run('--no-annotations')).toEqual([])
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
