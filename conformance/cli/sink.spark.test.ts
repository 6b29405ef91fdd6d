import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sinkReportSchema } from '../sink/answer/sink-report-schema.ts'
import { sinkScenarios } from '../sink/features/kit-scenarios.ts'
import { modelSink } from '../sink/model/model-sink.ts'
import { sinkErrata } from '../sink/requirements/errata.ts'
import { trySchedule } from '../sink/run/try-schedule.ts'
import { cwc } from './fixtures/cwc.ts'
import { icebergIn } from './fixtures/iceberg-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-sink-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fileOf = (name: string, text: string) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

interface Found {
  readonly tried: readonly {
    readonly scenario: { readonly name: string }
    readonly result: {
      readonly kind: string
      readonly lost?: unknown
      readonly doubled?: unknown
      readonly early?: unknown
      readonly leftOver?: readonly string[]
    }
  }[]
  readonly requirements: readonly { readonly id: string; readonly verdict: { readonly kind: string } }[]
  readonly generated: readonly { readonly like: readonly string[] }[]
  readonly found: readonly { readonly harm: string; readonly shrunk: { readonly token: string } }[]
  readonly sinkAlone?: string
  readonly withSpark?: string
}

describe('cwc sink on Spark 3.5.8', () => {
  it('finds in Iceberg, cell by cell, what the model foretells of a sink that ignores the second commit of an epoch', async () => {
    const file = fileOf('iceberg.yaml', icebergIn(folder))
    const generated = ['--runs', '8', '--seed', '28']
    const { code, out, err } = await cwc(['sink', file, '--claim', 'exactly-once', ...generated, '--json'])
    expect(code, err).toBe(0)
    const found: Found = JSON.parse(out)
    expect(sinkReportSchema.safeParse(found).error).toBeUndefined()
    const shown = found.tried.map(({ scenario, result: { kind, lost, doubled, early } }) => [
      scenario.name,
      { kind, lost, doubled, early },
    ])
    const driver = modelSink('spark-3.5', 'the first wins')
    const foretold = []
    for (const scenario of sinkScenarios()) {
      const result = await trySchedule(driver, scenario)
      if (result.kind === 'broken') throw new Error(result.reason)
      const { kind, lost, doubled, early } = result
      foretold.push([scenario.name, { kind, lost, doubled, early }])
    }
    expect(shown).toEqual(foretold)
    expect(leftBehind(found)).toEqual({
      'stopped with rows that no epoch has committed': 1,
      "stopped when all writers have committed, and before the sink's commit": 2,
      "stopped before the sink's commit, and the next run ends the epoch later": 1,
      "stopped before the sink's commit, and the next run ends the epoch earlier": 1,
      'stopped while two epochs wait behind a committed one': 2,
      'making the writer factory fails after it went through, behind a committed epoch': 1,
      "a writer's commit fails after it went through, and so does the abort": 1,
      "a writer's close fails after it went through, and before the message of its commit arrives": 1,
      'a task is killed in the epoch after a committed one': 1,
      'a task is killed when all writers have committed, and before their messages arrive': 2,
      'the thread of the query is interrupted, and the query begins another job by itself': 1,
      'the coordinator dies when the writer has committed, and before its message arrives': 1,
      'Spark cannot log the end of an epoch, and the next run commits it again': 1,
      'the same epoch is committed again with the same rows': 1,
      "the sink's commit fails after it went through, and is repeated by the next run": 1,
      "the sink's commit fails between two partitions, and is repeated by the next run": 2,
      'the next run ends an epoch later that the sink has already': 1,
      'the next run ends an epoch earlier that the sink has already': 1,
      'of two partitions, the next run ends an epoch later in one and earlier in the other': 2,
      'the next run ends an epoch with a row that the sink has without any': 1,
      'an epoch is committed three times, with another row each time': 2,
      "the sink's commit fails after it went through, and the next run ends the epoch later": 1,
      // The epoch whose commit was refused, and the one behind it.
      "the sink's commit is refused once, and the query goes on (CE-20)": 2,
      "the sink's commit is refused while two epochs wait (CE-20)": 2,
      'stopped behind the entry in the offset log, and the next run ends the epoch earlier (CE-19)': 1,
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': 1,
    })
    expect(found).toMatchObject({ sinkAlone: 'exactly-once', withSpark: 'none' })
    expect(found.generated.length).toBe(8)
    expect(found.generated.filter(({ like }) => !like.includes('the first wins'))).toEqual([])
    expect(found.found.map(({ harm, shrunk }) => [harm, shrunk.token])).toEqual([
      ['doubled', 'sink:p1f0e1r3x2:throw:0061101'],
      ['lost', 'sink:p1f0e1r2x2:throw:401'],
    ])
    const idsOf = (kind: string) => found.requirements.flatMap(({ id, verdict }) => (verdict.kind === kind ? [id] : []))
    expect(idsOf('violated')).toEqual(sinkErrata.flatMap(({ id, mode }) => (mode === 'continuous' ? [id] : [])))
    expect(idsOf('no occasion')).toEqual(['SK-22', 'SK-39'])
  })

  it('runs a generated schedule again by its token, in another JVM, and shows each step', async () => {
    const token = 'sink:p1f0e1r2x2:throw:401'
    const { code, out, err } = await cwc(['sink', fileOf('iceberg.yaml', icebergIn(folder)), '--replay', token])
    expect(code, err).toBe(0)
    expect(out.split('\n').map((line) => line.trim())).toEqual([
      'sink:p1f0e1r2x2:throw:401, Spark as it is',
      '1 the next entry in Spark\'s offset log will fail with IllegalStateException "boom"',
      '2 the query is executed',
      '3 the epoch ends',
      '4 the query is stopped',
      '5 the query is executed',
      '6 a row arrives: "row-0-0"',
      '7 the epoch ends',
      'lost: row-0-0',
      expect.stringMatching(/^left over: data\/0000.*\.parquet$/),
      '',
    ])
  })

  it('ends with 4 for a sink that cannot be read or cannot be written, and says why', async () => {
    const noop = await cwc(['sink', fileOf('noop.yaml', 'sink: { format: noop }')])
    expect(noop).toMatchObject({ code: 4 })
    expect(noop.out).toContain('cannot tell, no scenario could be run to its end')
    expect(noop.out).toContain('\n(1) nothing else is named to read it (read, --read-format, ')
    const files = `sink: { format: parquet, options: { path: '${join(folder, '{case}')}' } }`
    const parquet = await cwc(['sink', fileOf('parquet.yaml', files)])
    expect(parquet).toMatchObject({ code: 4 })
    expect(parquet.out).toContain('\n(1) Spark writes streams to files of parquet by a sink of version 1')
    const rate = await cwc(['sink', fileOf('rate.yaml', 'sink: { format: rate }')])
    expect(rate).toMatchObject({ code: 4 })
    expect(rate.out).toContain('STREAMING_WRITE is wanted')
  })
})

/** How many data files no snapshot of the table knows, by scenario. */
const leftBehind = ({ tried }: Found) =>
  Object.fromEntries(
    tried.flatMap(({ scenario, result: { leftOver = [] } }) => {
      expect(leftOver).toEqual(leftOver.map(() => expect.stringMatching(/^data\/0000.*\.parquet$/)))
      return leftOver.length === 0 ? [] : [[scenario.name, leftOver.length]]
    }),
  )
