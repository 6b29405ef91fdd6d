import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareSpark } from '../../src/adapters/spark/prepare.ts'
import { SparkUnavailable } from '../../src/adapters/spark/unavailable.ts'
import type { RunReport } from '../report/report.ts'
import { cwc } from './fixtures/cwc.ts'

// Needs JDK 17 and Maven. Without them it is skipped, and seen to be; with CWC_REQUIRE_SPARK=1 that is a failure.

const building = 15 * 60_000
const folder = mkdtempSync(join(tmpdir(), 'cwc-spark-'))
afterAll(() => rmSync(folder, { recursive: true }))
const readReport = (name: string) => JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')) as RunReport

/** What each is held against, the requirements that deviate in it, and those that it breaks of the page as it is written. */
const since34 = ['OP-2', 'OP-7', 'OP-18', 'OP-26', 'OP-27', 'RDD-23', 'RDD-43', 'EC-70']
const expected = {
  '2.4.8': { edition: 'spark-2.4', deviates: ['RDD-23'], errata: ['RDD-23'] },
  '3.5.8': { edition: 'spark-3.5', deviates: since34, errata: ['OP-2', 'OP-3', 'OP-7', 'RDD-23'] },
  '4.2.0': { edition: 'spark-4.2', deviates: [...since34, 'CE-31'], errata: ['OP-2', 'OP-3', 'OP-7', 'RDD-23'] },
}

describe.each(Object.entries(expected))('Apache Spark %s', (version, { edition, deviates, errata }) => {
  const driver = `spark@${version}`
  let missing: string | undefined

  beforeAll(async () => {
    try {
      await prepareSpark({ kind: 'release', version }, { onProgress: (line) => console.log(line) })
    } catch (error) {
      const toolless = error instanceof SparkUnavailable && error.code !== 'build-failed'
      if (!toolless || process.env['CWC_REQUIRE_SPARK'] === '1') throw error
      missing = error.message
    }
  }, building)

  it('conforms to its edition, with every difference from the page named, on as many cases a role as the model', async (test) => {
    if (missing !== undefined) return test.skip(missing)
    const { code, out } = await cwc(['run', '--driver', driver, '--report', join(folder, version)])
    expect(out).toContain(`Apache Spark ${version} conforms to edition ${edition}`)
    expect(code).toBe(0)
    await cwc(['run', '--report', join(folder, 'model')])
    const [spark, model] = [readReport(version), readReport('model')]
    expect(spark.roles.map(({ role, planned }) => [role, planned])).toEqual(
      model.roles.map(({ role, planned }) => [role, planned]),
    )
    const others = spark.cases.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'deviates-as-expected')
    // Tasks share the driver's process, so none can be ended with a process of its own.
    expect(others.filter(({ role, verdict }) => role !== 'query' || verdict !== 'not-supported')).toEqual([])
    expect(spark.requirements.filter(({ standing }) => standing === 'deviates').map(({ id }) => id)).toEqual(deviates)
  })

  it('does not conform to the page as it is written, and the errata are just those', async (test) => {
    if (missing !== undefined) return test.skip(missing)
    const words = ['run', '--driver', driver, '--edition', 'document', '--report', join(folder, 'errata')]
    const { code } = await cwc(words)
    expect(code).toBe(1)
    const failing = readReport('errata').requirements.filter(({ standing }) => standing === 'fails')
    expect(failing.map(({ id }) => id)).toEqual(errata)
  })

  it('agrees with its edition in generated cases, and shows something of every property', async (test) => {
    if (missing !== undefined) return test.skip(missing)
    const runs = 'planner=60,operator=100,task=150,coordinator=100,query=200'
    const words = ['run', '--tags', '@PL-1', '--driver', driver, '--runs', runs, '--seed', '1']
    const { code, out } = await cwc(words)
    expect(out).toContain(`Apache Spark ${version} conforms to edition ${edition}: `)
    expect(out).toMatch(/: \d+ scenarios and 610 generated cases in /)
    expect(out).toMatch(
      /\nThe generated cases cover:\n {2}planner, .* of 13 edges\n {2}operator, .* of 12 edges\n {2}task, .*\n {2}coordinator, .* of 768 edges\n {2}query, .*\n/,
    )
    expect(code).toBe(0)
  })

  it('is the same with executors of its own', async (test) => {
    if (missing !== undefined) return test.skip(missing)
    const tags = '(@task and @RDD-23) or (@operator and @OP-5) or @CE-18'
    const words = ['run', '--driver', `spark@${version}`, '--master', 'local-cluster[2,1,512]', '--tags', tags]
    const { code, out } = await cwc([...words, '--report', join(folder, 'cluster')])
    expect(out).toContain(`Apache Spark ${version} conforms to edition ${edition}`)
    expect(code).toBe(0)
    expect(readReport('cluster').driver.chosenBy).toBe(`--driver spark@${version} --master 'local-cluster[2,1,512]'`)
  })

  it('is sound as a driver', async (test) => {
    if (missing !== undefined) return test.skip(missing)
    const { code, out } = await cwc(['smoke', '--', process.execPath, 'bin/cwc.js', 'serve', driver])
    expect(out).toContain(' 0 not ok')
    expect(code).toBe(0)
  })
})

describe('an installed Apache Spark', () => {
  it('that is none is said to be none, before anything is built', async () => {
    const { code, err } = await cwc(['run', '--driver', 'spark', '--spark-home', folder])
    expect(err).toContain(`could not be run: ${folder} is no installed Apache Spark: it has no folder jars.`)
    expect(code).toBe(3)
  })
})
