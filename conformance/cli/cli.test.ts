import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { readReport as readReportFile } from '../report/read-report.ts'
import type { RunReport } from '../report/report.ts'
import { requirementById } from '../requirements/registry.ts'
import { readScenarios } from '../suite/read-scenarios.ts'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-'))
afterAll(() => rmSync(folder, { recursive: true }))

const readReport = (name: string) => readReportFile(join(folder, name, 'report.json'))
const planned = ({ roles }: RunReport) => Object.fromEntries(roles.map((role) => [role.role, role.planned]))
const fixture = (name: string) => join(packageRoot, 'conformance/cli/fixtures', name)
const serving = (...words: string[]) => ['--', process.execPath, join(packageRoot, 'bin/cwc.js'), 'serve', ...words]

describe('cwc run', () => {
  it('finds that the model conforms, in this process and over the protocol, on the same number of cases per role', async () => {
    const own = await cwc(['run', '--report', join(folder, 'own')])
    expect(own).toMatchObject({ code: 0, err: expect.stringMatching(/^(\d+\/\d+ scenarios\n){5}$/) })
    const served = await cwc(['run', '--report', join(folder, 'served'), ...serving('reference')])
    expect(served).toMatchObject({ code: 0, err: expect.stringMatching(/^(\d+\/\d+ scenarios\n){5}$/) })
    const [one, other] = [readReport('own'), readReport('served')]
    expect(planned(one)).toEqual(planned(other))
    expect(Object.keys(planned(one))).toEqual(['planner', 'operator', 'task', 'coordinator', 'query'])
    for (const report of [one, other]) {
      expect(report.complete).toBe(true)
      const others = report.cases.filter(({ verdict }) => verdict !== 'passed')
      expect(new Set(others.map(({ verdict }) => verdict))).toEqual(new Set(['unspecified']))
    }
    for (const name of ['report.json', 'junit.xml', 'summary.md', 'badge.json'])
      expect(readdirSync(join(folder, 'own'))).toContain(name)
  })

  it('accepts the deviations of an edition, and fails them in another edition', async () => {
    const expected = await cwc(['run', '--edition', 'spark-2.4', '--report', join(folder, 'deviating')])
    expect(expected.code).toBe(0)
    const deviating = readReport('deviating').cases.filter(({ deviation }) => deviation === 'committed-log-line')
    expect(deviating.flatMap(({ requirements }) => requirements)).toContain('RDD-23')
    const task = ['run', '--role', 'task', '--edition']
    const errata = await cwc([...task, 'document', ...serving('reference', '--edition', 'spark-2.4')])
    expect(errata.code).toBe(1)
    expect(errata.out).toContain('RDD-23 (should)')
    const tooGood = await cwc([...task, 'spark-2.4', ...serving('reference')])
    expect(tooGood.code).toBe(1)
    expect(tooGood.out).toContain('passed-unexpectedly')
  })

  it.each([
    ['loses the row b', 'RDD-12', []],
    ['misspells the committing line', 'RDD-14', ['--role', 'task']],
    ['tells the query of an epoch before the sink', 'EC-38', ['--role', 'coordinator']],
    ['starts the job before the answer', 'OP-12', []],
    ['has an output column', 'OP-5', ['--role', 'operator']],
  ])('finds the fault of a driver that %s, and names %s', async (fault, requirement, role) => {
    const { code, out } = await cwc(['run', ...role, '--', process.execPath, fixture('faulty-driver.ts'), fault])
    expect(code).toBe(1)
    expect(out).toContain(`\n  ${requirement} (`)
    expect(out).toMatch(new RegExp(`does not conform to edition document: .*\\b${requirement}\\b`))
    expect(out).toContain(`again: npx cwc run --features features/`)
  })

  it('prints a failure with its requirement, place, difference, trace and command', async () => {
    const words = ['run', '--requirement', 'OP-5', '--', process.execPath, 'conformance/cli/fixtures/faulty-driver.ts']
    const { out } = await cwc([...words, 'has an output column'])
    // Titles, phrases and the words of the registry are replaced: an edit of them must not fail this test.
    const wordless = out
      .replaceAll(process.execPath, 'node')
      .replaceAll(requirementById('OP-5').says, '(says)')
      .replaceAll(/^✗ OP-5 .*$/gm, '✗ OP-5 (what is wrong)')
      .replaceAll(/^ {2}failed: .*$/gm, '  failed: (title)')
      .replaceAll(/, at ".*"$/gm, ', at "(step)"')
      .replaceAll(/\.feature:\d+/g, '.feature:(line)')
      .replaceAll(/^([ >] {3,})(?!.*\.md|.*\.feature).*$/gm, '$1(phrase)')
    expect(wordless).toMatchSnapshot()
  })

  it('a selection of which every scenario is unspecified has checked nothing: exit code 4, with the role and the edition', async () => {
    const { code, out } = await cwc(['run', '--requirement', 'OP-45'])
    expect(code).toBe(4)
    expect(out).toContain('every scenario of role operator that ran is unspecified in edition document')
  })

  it('keeps its results when it is stopped, and counts no failure for the stop', async () => {
    let stopped = false
    const words = ['run', '--report', join(folder, 'stopped'), '--role', 'coordinator']
    // The progress is printed after each fifth of the scenarios; the driver stalls after the first print.
    const limit = 1 + Math.ceil(readScenarios().filter(({ role }) => role === 'coordinator').length / 5)
    const driver = [process.execPath, fixture('stalling-driver.ts'), String(limit)]
    const { code } = await cwc([...words, '--', ...driver], {
      onError(_, kill) {
        if (!stopped) kill('SIGINT')
        stopped = true
      },
    })
    expect(code).toBe(4)
    const report = readReport('stopped')
    expect(report.complete).toBe(false)
    const verdicts = new Set(report.cases.map(({ verdict }) => verdict))
    expect([...verdicts].sort()).toEqual(['not-run', 'passed'])
  })
})
