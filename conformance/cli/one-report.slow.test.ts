import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { cwc } from './fixtures/cwc.ts'
import { oneFile } from './fixtures/one-file.ts'
import { journalIn, reportIn, reportTextIn, struck } from './fixtures/reports-of-runs.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-one-report-'))
afterAll(() => rmSync(folder, { recursive: true }))

const faulty = ['--', process.execPath, 'conformance/cli/fixtures/faulty-driver.ts', 'misspells the committing line']
const crashingDriver = await oneFile(join(packageRoot, 'conformance/cli/fixtures/crashing-driver.ts'), folder)
const crashing = ['--', process.execPath, crashingDriver, 'coordinator']

describe.each([
  ['the model in this process', 'model', 350, []],
  ['a driver over standard input and output', 'stdio', 350, faulty],
  // The role is given up, so there are fewer results.
  ['a driver that crashes in every case of a role', 'crashing', 200, crashing],
])('the report of %s', (_, name, third, driver) => {
  const run = ['run', '--runs', '30', '--seed', '7', '--report']
  const place = (what: string) => join(folder, `${name}-${what}`)
  const plain = async () => {
    const { code, out } = await cwc([...run, place('plain'), ...driver])
    return { code, report: reportIn(place('plain')), out }
  }
  const whole = plain()

  it('is the same, but for times, after the run was killed three times and resumed', async () => {
    const { code, report } = await whole
    const killed = place('killed')
    await struck('line 100 SIGKILL', [...run, killed, ...driver])
    expect(journalIn(killed)).toHaveLength(100)
    await struck('torn 200 SIGKILL', ['run', '--resume', killed])
    expect(journalIn(killed)).toHaveLength(299)
    await struck(`line ${third} SIGKILL`, ['run', '--resume', killed, ...driver])
    expect(journalIn(killed)).toHaveLength(299 + third)
    const { code: resumed, err } = await cwc(['run', '--resume', killed, '--jobs', '2'])
    expect(err).toMatch(/^resuming: \d+ of 591 scenarios, and [1-9]\d* of 150 generated cases have run already$/m)
    expect(reportIn(killed)).toEqual(report)
    expect(reportTextIn(killed)).toBe(reportTextIn(place('plain')))
    expect(resumed).toBe(code)
  })

  it('is the same, but for times, with two drivers at once', async () => {
    const { code, report } = await whole
    const two = await cwc([...run, place('two'), '--jobs', '2', ...driver])
    expect(reportIn(place('two'))).toEqual(report)
    expect(two.code).toBe(code)
  })

  it('is the same, but for times, from four shards', async () => {
    const { report } = await whole
    const shards = [1, 2, 3, 4].map((index) => place(`shard-${index}`))
    for (const [at, shard] of shards.entries()) await cwc([...run, shard, '--shard', `${at + 1}/4`, ...driver])
    await cwc(['merge', ...shards, '--out', place('merged')])
    expect(reportIn(place('merged'))).toEqual(report)
  })

  it('is the same, but for times, when the run is repeated', async () => {
    const { report } = await whole
    await cwc([...run, place('again'), ...driver])
    expect(reportIn(place('again'))).toEqual(report)
  })
})
