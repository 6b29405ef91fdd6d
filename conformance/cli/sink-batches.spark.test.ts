import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { sinkReportSchema } from '../sink/answer/sink-report-schema.ts'
import { batchScenarios } from '../sink/features/kit-scenarios.ts'
import { batchSteps } from '../sink/fixtures/batch-steps.ts'
import { modelBatches } from '../sink/model/model-batches.ts'
import { tryBatches } from '../sink/run/try-batches.ts'
import type { Broken, RowsSeen } from '../sink/run/try-schedule.ts'
import type { BatchAction } from '../sink/schedules/batch-schedule.ts'
import { cwc } from './fixtures/cwc.ts'
import { icebergIn } from './fixtures/iceberg-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-sink-batches-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Result = RowsSeen<BatchAction> | Broken<BatchAction>

const generated = ['--runs', '12', '--seed', '1']

interface Found {
  readonly generated: readonly { readonly token: string; readonly like: readonly string[] }[]
  readonly found: readonly unknown[]
  readonly tried: readonly { readonly scenario: { readonly name: string }; readonly result: Result }[]
  readonly requirements: readonly { readonly id: string; readonly verdict: { readonly kind: string } }[]
}

/** Without what was left over: the model keeps no files. */
const fateOf = ({ moments, ...fate }: Result) => ({ ...fate, leftOver: undefined })

/** The scenarios behind which data files are left that no snapshot of the table knows, with how many. */
const leftBehind = ({ tried }: Found) =>
  Object.fromEntries(
    tried.flatMap(({ scenario, result }) => {
      const { length } = (result.kind === 'seen' && result.leftOver) || []
      return length === 0 ? [] : [[scenario.name, length]]
    }),
  )

it('Spark 3.5.8 runs micro-batches on Iceberg, event by event and row by row, as the model does on a sink that ignores a second commit', async () => {
  const file = join(folder, 'cwc.sink.yaml')
  writeFileSync(file, `${icebergIn(folder)}mode: micro-batch\n`)
  const { code, out, err } = await cwc(['sink', file, '--claim', 'exactly-once', '--json', ...generated])
  expect(code, err).toBe(0)
  const found: Found = JSON.parse(out)
  expect(sinkReportSchema.safeParse(found).error).toBeUndefined()
  expect(found).toMatchObject({ sinkAlone: 'exactly-once' })
  const idsOf = (kind: string) => found.requirements.flatMap(({ id, verdict }) => (verdict.kind === kind ? [id] : []))
  expect(idsOf('violated')).toEqual(['SK-25'])
  // A generated schedule has the writer that SK-2 is about.
  expect(idsOf('no occasion')).toEqual(['SK-6', 'SK-16', 'SK-30'])
  expect(leftBehind(found)).toEqual({
    "a writer's close fails behind its commit, and Spark tries the task again": 1,
    "each attempt fails at the writer's close, and the next run repeats the batch": 2,
    "the sink's commit fails, Spark aborts the batch, and the next run repeats it": 1,
    "the sink's commit fails after it went through, Spark aborts the batch, and the next run repeats it": 1,
    "the sink's commit fails between two partitions, Spark aborts the batch, and the next run repeats it": 2,
    "Spark crashes before the sink's commit: nothing is aborted": 1,
    "Spark crashes between the sink's commit and its own": 1,
    "Spark crashes twice between the sink's commit and its own": 2,
    'each attempt of a task fails when the other task has committed': 1,
  })
  expect(found.found).toEqual([])
  expect(found.generated).toHaveLength(12)
  for (const { token, like } of found.generated) expect(like, token).toContain('the first wins')
  const driver = modelBatches('the first wins')
  expect(found.tried).toHaveLength(batchScenarios().length)
  for (const [at, scenario] of batchScenarios().entries()) {
    const seen = found.tried[at]?.result ?? { kind: 'broken', moments: [], reason: 'not run' }
    const foretold = await tryBatches(driver, scenario)
    expect(batchSteps(seen), scenario.name).toEqual(batchSteps(foretold))
    expect(fateOf(seen), scenario.name).toEqual(fateOf(foretold))
  }
})
