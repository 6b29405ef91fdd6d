import { describe, expect, it } from 'vitest'
import { type SinkKind, sinkKinds } from '../../audit/sinks.ts'
import { modelSink } from '../model/model-sink.ts'
import type { SinkDriver } from '../run/sink-driver.ts'
import type { RowHarm } from '../verdict/tried-schedule.ts'
import { type ScheduleSearch, searchSchedules } from './search-schedules.ts'

const search = (driver: SinkDriver, more: Partial<ScheduleSearch> = {}) =>
  searchSchedules({
    driver,
    edition: 'spark-3.5',
    runs: 100,
    seed: 1,
    onTried: () => undefined,
    signal: new AbortController().signal,
    ...more,
  })

const shown = ({ found }: Awaited<ReturnType<typeof searchSchedules>>) =>
  found.map(({ harm, shrunk: { spark, schedule } }) => `${harm}, Spark ${spark}: ${schedule.steps.length} steps`)

/** A sink that shows no row whose name ends so. */
const forgetting = (end: string): SinkDriver => {
  const model = modelSink('spark-3.5', 'the last wins')
  return { ...model, rows: async () => (await model.rows()).filter((name) => !name.endsWith(end)) }
}

/** Where Spark does as documented. */
const harmsAlone: Readonly<Record<SinkKind, readonly RowHarm[]>> = {
  'the first wins': [],
  'the last wins': [],
  'both are kept': ['doubled'],
  'rows are visible when written': ['doubled', 'early'],
}

describe('a search through generated schedules', () => {
  it.each(sinkKinds)('finds what the model foretells where %s, and shrinks it', async (kind) => {
    const { tried, found } = await search(modelSink('spark-3.5', kind))
    expect(tried.length).toBe(100)
    expect(tried.every(({ like }) => like.includes(kind))).toBe(true)
    const alone = found.filter(({ shrunk }) => shrunk.spark === 'as documented').map(({ harm }) => harm)
    expect(alone).toEqual(harmsAlone[kind])
    for (const { harm, shrunk, from } of found) {
      expect(shrunk.result, from).toMatchObject({ kind: 'seen' })
      expect(shrunk.result.kind === 'seen' && shrunk.result[harm].length, from).toBeGreaterThan(0)
    }
  })

  it('shrinks on the sink itself what the model does not foretell', async () => {
    const result = await search(forgetting('-1'))
    expect(shown(result)).toContain('lost, Spark as documented: 7 steps')
    expect(result.tried.some(({ like }) => like.length === 0)).toBe(true)
  })

  it('that is interrupted while Spark is stopped gives what was done, whatever the driver throws then', async () => {
    const stopping = new AbortController()
    const model = modelSink('spark-3.5', 'the last wins')
    let opened = 0
    const driver: SinkDriver = {
      ...model,
      async open(schedule) {
        opened += 1
        if (opened === 4) {
          stopping.abort()
          throw stopping.signal.reason
        }
        await model.open(schedule)
      },
    }
    const { tried } = await search(driver, { signal: stopping.signal })
    expect(tried.length).toBe(3)
  })

  it('that is interrupted gives what was done, and shrinks no more', async () => {
    const stopping = new AbortController()
    let calls = 0
    const onTried = () => {
      calls += 1
      if (calls === 3) stopping.abort()
    }
    const { tried, found } = await search(forgetting('0'), { onTried, signal: stopping.signal })
    expect(tried.length).toBe(3)
    expect(found.length).toBeLessThan(3)
  })
})
