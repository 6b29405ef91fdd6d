import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brokenClaim } from '../../conformance/sink/answer/broken-claim.ts'
import { findingsOf } from '../../conformance/sink/answer/sink-trial.ts'
import { brokenWays } from '../../conformance/sink/broken-ways/broken-ways.ts'
import { shownBy } from '../../conformance/sink/broken-ways/shown.ts'
import { waysScenarios } from '../../conformance/sink/broken-ways/ways-scenarios.ts'
import { sinkScenarios } from '../../conformance/sink/features/kit-scenarios.ts'
import { judgeRequirements } from '../../conformance/sink/requirements/judge-requirements.ts'
import type { SinkDriver } from '../../conformance/sink/run/sink-driver.ts'
import { sparkSink } from '../../conformance/sink/run/spark-sink.ts'
import { trySchedule } from '../../conformance/sink/run/try-schedule.ts'
import { guaranteesOf, type TriedScenario } from '../../conformance/sink/verdict/judge-sink.ts'
import { type ExamplesOnSpark, examplesOnSpark } from './fixtures/on-spark.ts'

let spark: ExamplesOnSpark

beforeAll(async () => {
  spark = await examplesOnSpark()
})

afterAll(() => spark.end())

/** The broken sink, read without Spark: that takes a third of the time. */
function brokenSink(way: string, database: string, isOrdered = brokenWays[way]?.isOrdered === true): SinkDriver {
  const options = { way, url: `jdbc:sqlite:${database}?synchronous=OFF&busy_timeout=60000` }
  const sink = sparkSink(spark.driver, {
    ...spark.files.broken,
    ...(isOrdered ? { ordered: isOrdered } : {}),
    sink: { format: 'broken-jdbc', options },
  })
  return { ...sink, rows: async () => rowsIn(database) }
}

function rowsIn(file: string): readonly string[] {
  if (!existsSync(file)) return []
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const isMade = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'shown'").get() !== undefined
    return isMade
      ? database
          .prepare('SELECT value FROM shown')
          .all()
          .map(({ value }) => String(value))
      : []
  } finally {
    database.close()
  }
}

describe('the examples of sinks on Spark 3.5.8', () => {
  it('The sink to start from is exactly-once where Spark does as documented, and CE-19 alone takes a row from it', async () => {
    const sink = sparkSink(spark.driver, spark.files['exactly-once'])
    const tried: TriedScenario[] = []
    for (const scenario of sinkScenarios()) tried.push({ scenario, result: await trySchedule(sink, scenario) })
    expect(shownIn(tried)).toEqual(withoutGaps(sinkScenarios(), brokenWays['none']?.shows ?? {}))
    expect(guaranteesOf(tried)).toEqual({ sinkAlone: 'exactly-once', withSpark: 'at-most-once' })
    expect(violatedBy(tried)).toEqual([])
  })

  it.each(Object.entries(brokenWays))(
    'The broken sink shows %s in the scenarios of the table, and in no other, and breaks the requirements named there',
    async (way, { shows, breaks }) => {
      const tried: TriedScenario[] = []
      const scenarios = way === 'none' ? sinkScenarios() : waysScenarios()
      for (const [number, scenario] of scenarios.entries()) {
        const sink = brokenSink(way, join(spark.folder, `${way}-${number}.db`))
        tried.push({ scenario, result: await trySchedule(sink, scenario) })
      }
      expect(shownIn(tried)).toEqual(withoutGaps(scenarios, shows))
      expect(violatedBy(tried)).toEqual(breaks)
    },
  )

  it.each([
    ['breaks', 'an order', true, ['the sink promises an order, and breaks it in 1 schedule, first in "a write fails"']],
    ['keeps', 'no order', false, []],
  ] as const)(
    'A sink that writes backwards %s its claim where readers are promised %s',
    async (_breaks, _what, isOrdered, broken) => {
      const [scenario] = sinkScenarios().filter(({ name }) => name === 'a write fails')
      if (scenario === undefined) throw new Error('there is no such scenario')
      const sink = brokenSink('writes-backwards', join(spark.folder, `ordered-${isOrdered}.db`), isOrdered)
      const tried = [{ scenario, result: await trySchedule(sink, scenario) }]
      const findings = findingsOf({ mode: 'continuous', planned: [scenario], tried, isInterrupted: false })
      expect(findings.sinkAlone).toBe('exactly-once')
      expect(brokenClaim('exactly-once', findings)).toEqual(broken)
    },
  )
})

const shownIn = (tried: readonly TriedScenario[]) =>
  Object.fromEntries(tried.map(({ scenario, result }) => [scenario.name, shownBy(result)]))

/** The requirements of sinks that this one breaks. */
const violatedBy = (tried: readonly TriedScenario[]) =>
  judgeRequirements(tried).flatMap(({ requirement: { id, owedBy }, verdict }) =>
    owedBy === 'sink' && verdict.kind === 'violated' ? [id] : [],
  )

/** A scenario that is not in the table shows nothing. */
const withoutGaps = (scenarios: readonly { readonly name: string }[], shows: Readonly<Record<string, object>>) =>
  Object.fromEntries(scenarios.map(({ name }) => [name, shows[name] ?? {}]))
