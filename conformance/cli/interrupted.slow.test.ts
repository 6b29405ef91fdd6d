import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'
import { journalIn, reportIn, struck } from './fixtures/reports-of-runs.ts'
import { noneLeftWith } from './fixtures/running-processes.ts'

// Many more by hand: CWC_INTERRUPTED=200, with another CWC_SEED.
const count = Number(process.env['CWC_INTERRUPTED'] ?? 12)
const seed = Number(process.env['CWC_SEED'] ?? 1)

const folder = mkdtempSync(join(tmpdir(), 'cwc-interrupted-'))
afterAll(() => rmSync(folder, { recursive: true }))

const driver = ['--', process.execPath, 'conformance/cli/fixtures/faulty-driver.ts', 'starts the job before the answer']
const run = ['run', '--role', 'operator', '--runs', '40', '--seed', '7']
const mark = `interrupted-${process.pid}`

// The first calls start the drivers: before them there is nothing to keep.
/** A signal, and the moment in which it strikes. The run has about 140 lines in its journal, and some hundred calls. */
const strikes = fc.record({
  signal: fc.constantFrom('SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL', 'SIGKILL', 'SIGKILL'),
  moment: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 3, max: 700 }).map((at) => `call ${at}`) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 142 }).map((at) => `line ${at}`) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 142 }).map((at) => `torn ${at}`) },
    { weight: 1, arbitrary: fc.constantFrom('report.json', 'report.html', 'junit.xml').map((name) => `file ${name}`) },
  ),
  jobs: fc.constantFrom('1', '2'),
})

const whole = (async () => {
  const { code } = await cwc([...run, '--report', join(folder, 'whole'), ...driver])
  return { code, report: reportIn(join(folder, 'whole')) }
})()

const casesIn = (lines: readonly string[]) => lines.filter((line) => line.startsWith('{"kind":"case"')).length
const ranIn = (place: string) => reportIn(place).cases.filter(({ verdict }) => verdict !== 'not-run').length

describe(`an interrupted run (seed ${seed})`, () => {
  const all = fc.sample(strikes, { seed, numRuns: count }).map((one, at) => ({ ...one, at }))

  it.each(all)(
    'keeps what was done and can be finished: $at, $moment $signal, --jobs $jobs',
    async ({ at, ...one }) => {
      const { signal, moment, jobs } = one
      const place = join(folder, `${at}`)
      const words = [...run, '--report', place, '--jobs', jobs, ...driver]
      const { code, err } = await struck(`${moment} ${signal}`, words, { BATTERY: mark })
      const expected = await whole
      const scenarios = expected.report.cases.length
      // A moment after the end never comes.
      const isStruck = signal === 'SIGKILL' ? code === null : err.includes('stopping, and keeping the results so far')
      await noneLeftWith(mark)
      if (signal === 'SIGKILL' && isStruck) {
        expect(journalIn(place).length).toBeGreaterThan(0)
        expect(existsSync(join(place, 'junit.xml'))).toBe(false)
      } else if (existsSync(join(place, 'journal.ndjson'))) {
        expect(isStruck).toBe(true)
        const ran = ranIn(place)
        const isAllGenerated = reportIn(place).generated.every(({ cases, planned }) => cases === planned)
        const what =
          ran === scenarios && isAllGenerated
            ? 'all cases have run, but not every finding is as small as it can be'
            : `${ran} of ${scenarios} scenarios and \\d+ of 40 generated cases have run`
        expect(err).toMatch(new RegExp(`^interrupted: ${what}; npx cwc run --resume ${place} finishes it$`, 'm'))
        expect([1, 4]).toContain(code)
        expect(reportIn(place).complete).toBe(false)
        expect(ran).toBe(casesIn(journalIn(place)))
      } else {
        expect(err).not.toContain('interrupted:')
        expect(reportIn(place)).toEqual(expected.report)
        expect(code).toBe(expected.code)
        return
      }
      const kept = casesIn(journalIn(place))
      const resumed = await cwc(['run', '--resume', place])
      if (kept > 0) expect(resumed.err).toContain(`resuming: ${kept} of ${scenarios} scenarios`)
      expect(reportIn(place)).toEqual(expected.report)
      expect(resumed.code).toBe(expected.code)
      expect(existsSync(join(place, 'journal.ndjson'))).toBe(false)
      expect(existsSync(join(place, '.cwc-running'))).toBe(false)
    },
  )
})
