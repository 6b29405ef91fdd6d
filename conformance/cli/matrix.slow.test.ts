import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Matrix } from '../matrix/matrix.ts'
import { cwc, type Ended } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-matrix-'))
afterAll(() => rmSync(folder, { recursive: true }))

const matrixIn = (name: string) => JSON.parse(readFileSync(join(folder, name, 'matrix.json'), 'utf8')) as Matrix
const cellsOf = (id: string, { columns, pages }: Matrix) => {
  const cells = pages.flatMap(({ rows }) => rows).find((row) => row.id === id)?.cells ?? []
  return Object.fromEntries(columns.map(({ name }, index) => [name, cells[index]?.standing]))
}
const node = process.execPath
const spark24 = `old=${node} bin/cwc.js serve reference --edition spark-2.4`
const faulty = `faulty=${node} conformance/mutation/serve-seeded-bug.ts coordinator-loses-a-commit-between-reports`
const absent = 'absent=no-such-command'

describe('cwc matrix', () => {
  const out = join(folder, 'several')
  const words = ['matrix', '--tags', '@task or @RDD-23 or @EC-31', '--runs', 'coordinator=60,task=30', '--out', out]
  const drivers = ['--drivers', `reference,${spark24},${faulty},${absent}`]
  let first: Ended
  beforeAll(async () => {
    first = await cwc([...words, ...drivers, '--jobs', '2'])
  }, 120_000)

  it('shows each requirement per column, the reason for a column that could not be run, and the worst exit code', () => {
    expect(first.code).toBe(3)
    const matrix = matrixIn('several')
    expect(matrix.columns.map(({ name, outcome }) => [name, outcome.kind])).toEqual([
      ['reference', 'complete'],
      ['old', 'complete'],
      ['faulty', 'complete'],
      ['absent', 'not-run'],
    ])
    expect(cellsOf('RDD-23', matrix)).toEqual({
      reference: 'holds',
      old: 'deviates',
      faulty: 'not-supported',
      absent: 'not-run',
    })
    expect(cellsOf('EC-31', matrix)).toMatchObject({ reference: 'holds', old: 'holds', faulty: 'fails' })
    expect(matrix.columns[3]?.outcome).toMatchObject({ reason: expect.stringContaining('was not found') })
    expect(first.out).toContain('absent: not run: ')
    // Both are run at a time, and each has a line of its own.
    const at = (line: string) => first.err.indexOf(line)
    expect(at('old        starts')).toBeLessThan(at('reference  done'))
  })

  it('shows the deviation of a verdict, with its trace', () => {
    const details = matrixIn('several').details.find(({ requirement }) => requirement === 'RDD-23')
    expect(details?.deviations).toMatchObject([{ name: 'committed-log-line', shown: [{ columns: ['old'] }] }])
    expect(details?.deviations[0]?.shown[0]?.trace.length).toBeGreaterThan(5)
  })

  it('runs generated cases of the roles that each driver claims', () => {
    const drawn = matrixIn('several').columns.map(({ outcome }) =>
      outcome.kind === 'not-run' ? [] : outcome.generated.map(({ role, cases }) => `${role} ${cases}`),
    )
    expect(drawn).toEqual([['task 30', 'coordinator 60'], ['task 30', 'coordinator 60'], ['coordinator 60'], []])
  })

  it('keeps the report and the output of each driver', () => {
    for (const file of ['reference/report.json', 'old/report.html', 'faulty/output.txt', 'absent/output.txt']) {
      expect(existsSync(join(out, file)), file).toBe(true)
    }
  })

  it('reuses the reports of an equal run, and runs drivers that may have changed', async () => {
    const before = statSync(join(out, 'reference/report.json')).mtimeMs
    const again = await cwc([...words, '--drivers', `reference,${spark24}`])
    expect(again.err).toContain('reference  taken from ')
    expect(statSync(join(out, 'reference/report.json')).mtimeMs).toBe(before)
    expect(again.err).toMatch(/\nold +starts\n/)
    const fresh = await cwc([...words, '--drivers', 'reference', '--fresh'])
    expect(fresh.err).toMatch(/^reference {2}starts\n/)
  })

  it('makes the matrix of existing reports in the given order, and draws it again', async () => {
    const some = join(folder, 'some')
    const named = await cwc(['matrix', '--from', out, '--drivers', `${spark24},${absent},reference`, '--out', some])
    expect(named.code).toBe(4)
    expect(matrixIn('some').columns.map(({ name, outcome }) => `${name} ${outcome.kind}`)).toEqual([
      'old complete',
      'absent not-run',
      'reference complete',
    ])
    const drawn = join(folder, 'drawn')
    const { code, err } = await cwc(['matrix', '--from', join(some, 'matrix.json'), '--out', drawn])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const file of ['matrix.json', 'matrix.md', 'matrix.html']) {
      expect(readFileSync(join(drawn, file), 'utf8')).toBe(readFileSync(join(some, file), 'utf8'))
    }
  })

  it('keeps its results when it is stopped, and makes the matrix of them', async () => {
    const stopped = join(folder, 'stopped')
    const stalling = `stalling=${node} conformance/cli/fixtures/stalling-driver.ts 30`
    const coordinator = ['--tags', '@coordinator', '--out', stopped]
    let isStopped = false
    const { code, err } = await cwc(
      ['matrix', '--drivers', `reference,${stalling},after=${node} bin/cwc.js serve reference`, ...coordinator],
      {
        onError(text, kill) {
          if (isStopped || !/stalling +\d+\/\d+ /.test(text)) return
          isStopped = true
          kill('SIGINT')
        },
      },
    )
    expect(err).toContain('stopped: the matrix shows the finished drivers')
    expect(code).toBe(4)
    expect(matrixIn('stopped').columns.map(({ name, outcome }) => `${name} ${outcome.kind}`)).toEqual([
      'reference complete',
      'stalling stopped',
      'after not-run',
    ])
  })

  it.each([
    [[], '--drivers or --from is wanted'],
    [['--drivers', 'reference', '--tags', '@a and'], 'not a tag expression'],
    [['--from', 'nowhere'], 'there is no '],
    [['--from', 'package.json'], 'package.json: not a matrix of cwc matrix'],
    [['--from', 'docs', '--fresh'], '--fresh: has no effect with --from'],
  ])('%j is refused, with the reason', async (more, why) => {
    const { code, err } = await cwc(['matrix', ...more, '--out', join(folder, 'refused')])
    expect(err).toContain(why)
    expect(code).toBe(2)
  })

  it('refuses an incomplete report, with its file', async () => {
    const file = join(folder, 'several', 'reference', 'report.json')
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 1_000))
    const { code, err } = await cwc(['matrix', '--from', out, '--out', join(folder, 'refused')])
    expect(err).toMatch(/report\.json:\d+:\d+: not JSON: the end of the file/)
    expect(err).toContain(file)
    expect(code).toBe(2)
  })
})
