import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { batchSteps } from '../../conformance/sink/fixtures/batch-steps.ts'
import { readBatchToken } from '../../conformance/sink/generated/batch-token.ts'
import { randomBatches } from '../../conformance/sink/generated/random-batches.ts'
import { replayBatches, searchBatches } from '../../conformance/sink/generated/search-batches.ts'
import { modelBatches } from '../../conformance/sink/model/model-batches.ts'
import { sparkSink } from '../../conformance/sink/run/spark-sink.ts'
import { tryBatches } from '../../conformance/sink/run/try-batches.ts'
import { taskAttempts } from '../../conformance/sink/schedules/batch-schedule.ts'
import { type ExamplesOnSpark, examplesOnSpark } from './fixtures/on-spark.ts'

let spark: ExamplesOnSpark

beforeAll(async () => {
  spark = await examplesOnSpark({ taskAttempts })
})

afterAll(() => spark.end())

const runs = Number(process.env['CWC_RUNS'] ?? 40)
const seed = Number(process.env['CWC_SEED'] ?? 1)

describe(`generated schedules of micro-batches on Spark 3.5.8, seed ${seed}`, () => {
  it('show on the exactly-once example, event by event and row by row, what the model shows where the last commit wins', async () => {
    const sink = sparkSink(spark.driver, spark.files['exactly-once'], { mode: 'micro-batch' })
    const model = modelBatches('the last wins')
    for (const { run } of randomBatches({ runs, seed })) {
      const schedule = JSON.stringify(run.schedule)
      const seen = await tryBatches(sink, run.schedule)
      const foretold = await tryBatches(model, run.schedule)
      if (seen.kind === 'broken') throw new Error(`${schedule}: ${seen.reason}`)
      expect(seen, schedule).toMatchObject({ kind: 'seen', lost: [], doubled: [], early: [] })
      expect(batchSteps(seen), schedule).toEqual(batchSteps(foretold))
    }
  })

  it('find that each commit of a broken sink adds its rows, and the token of the shrunk schedule shows it again', async () => {
    const database = join(spark.folder, 'adds.db')
    const options = { way: 'each-commit-adds', url: `jdbc:sqlite:${database}?synchronous=OFF&busy_timeout=60000` }
    const read = { format: 'jdbc', options: { url: options.url, dbtable: 'shown' } }
    const sink = sparkSink(
      spark.driver,
      { ...spark.files.broken, sink: { format: 'broken-jdbc', options }, read },
      { mode: 'micro-batch' },
    )
    const fresh: typeof sink = {
      ...sink,
      async open(schedule) {
        rmSync(database, { force: true })
        await sink.open(schedule)
      },
    }
    const { signal } = new AbortController()
    const { found } = await searchBatches({ driver: fresh, runs: 8, seed: 1, onTried: () => undefined, signal })
    expect(found.map(({ harm }) => harm)).toEqual(['doubled'])
    for (const { shrunk } of found) {
      // A sink whose rows are visible when written doubles the same rows by the same failure: no look falls between write and commit.
      expect(shrunk.like).toEqual(['both are kept', 'rows are visible when written'])
      expect(shrunk.schedule.steps.filter(({ kind }) => kind === 'fail')).toHaveLength(1)
      const again = await replayBatches(fresh, readBatchToken(shrunk.token))
      expect(again.result).toMatchObject({
        kind: 'seen',
        doubled: shrunk.result.kind === 'seen' && shrunk.result.doubled,
      })
    }
  })
})
