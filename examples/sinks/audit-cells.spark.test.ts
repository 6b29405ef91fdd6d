import { expect, it } from 'vitest'
import { harmOf } from '../../conformance/sink/audit-cells/cells.ts'
import { measuredWitness } from '../../conformance/sink/audit-cells/measured-cells.ts'
import { replaySchedule } from '../../conformance/sink/generated/replay-schedule.ts'
import { readSinkToken } from '../../conformance/sink/generated/sink-token.ts'
import { sparkSink } from '../../conformance/sink/run/spark-sink.ts'
import { examplesOnSpark } from './fixtures/on-spark.ts'

it.each([
  ['exactly-once', 'the last wins', 'lost'],
  ['exactly-once', 'the last wins', 'duplicated'],
  ['broken', 'both are kept', 'duplicated'],
] as const)(
  'The example %s, where %s, shows by its token, in a new JVM, a row that the audit foretells: %s',
  async (example, kind, of) => {
    const { token, outcome } = measuredWitness(kind, of)
    const { driver, files, end } = await examplesOnSpark()
    try {
      const { result } = await replaySchedule(sparkSink(driver, files[example]), readSinkToken(token), 'spark-3.5')
      expect(result).toMatchObject({ kind: 'seen', lost: outcome.lost, doubled: outcome.doubled })
      expect(result.kind === 'seen' && result[harmOf[of]]).not.toEqual([])
    } finally {
      await end()
    }
  },
)
