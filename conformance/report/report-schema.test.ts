import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { packageRoot } from '../package-root.ts'
import { editionOf } from '../requirements/edition.ts'
import { runWithoutOracle } from '../suite/run-without-oracle.ts'
import { caseReport } from './case-report.ts'
import { readReport } from './read-report.ts'
import type { RunReport } from './report.ts'
import { reportJsonSchema, reportSchema } from './report-schema.ts'
import { assembledReport } from './run-report.ts'
import { suiteCoverage } from './suite-coverage.ts'

describe('the report of a run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  let report: RunReport

  beforeAll(async () => {
    const driver = referenceDriver('spark-3.5')
    const edition = editionOf('spark-3.5')
    const results = await runWithoutOracle(driver, edition)
    report = assembledReport({
      identity: await driver.initialize(),
      choice: { kind: 'reference' },
      driverDigest: 'sha256:0',
      edition,
      tags: '',
      cases: results.map((result) => caseReport(result, edition, { choice: { kind: 'reference' }, options: [] })),
      coverage: suiteCoverage(
        results.map(({ scenario: { role }, trace }) => ({ role, trace })),
        edition,
      ),
      generated: [],
      startedAt: new Date(0),
      finishedAt: new Date(1_000),
    })
  })

  const written = (value: unknown) => {
    const file = join(folder, 'report.json')
    writeFileSync(file, JSON.stringify(value))
    return file
  }

  it('matches its schema, and is read as it was written', () => {
    expect(new Set(report.cases.map(({ verdict }) => verdict))).toEqual(new Set(['passed', 'deviates', 'unspecified']))
    expect(readReport(written(report))).toEqual(JSON.parse(JSON.stringify(report)))
  })

  it('of format 1 is refused, with what to do about it', () => {
    expect(() => readReport(written({ ...report, format: 1 }))).toThrow(
      /a report of format 1 \(format 3 is wanted\): run the suite again/,
    )
  })

  it('that does not match the schema is refused with the place of the first fault', () => {
    const [first, ...others] = report.cases
    const wrong = { ...report, cases: [{ ...first, verdict: 'deviates-as-expected' }, ...others] }
    expect(() => readReport(written(wrong))).toThrow(
      /not a report of cwc run: cases\[0\]\.verdict: "deviates-as-expected" where one of "passed", "deviates"/,
    )
    expect(() => readReport(written({ format: 3 }))).toThrow(/: kit: nothing where an object is wanted/)
    expect(() => readReport(written([]))).toThrow(/cwc run: \[\] where an object is wanted/)
  })

  it('has a published schema that is up to date (npm run schema writes it)', () => {
    const published: unknown = JSON.parse(readFileSync(join(packageRoot, 'schema/report.schema.json'), 'utf8'))
    expect(published).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())))
    expect(reportSchema.shape.format.value).toBe(3)
  })

  it('has a schema without an empty prefixItems, which JSON Schema does not allow', () => {
    expect(JSON.stringify(reportJsonSchema())).not.toContain('"prefixItems":[]')
  })
})
