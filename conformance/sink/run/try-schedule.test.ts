import { expect, it } from 'vitest'
import { DriverError } from '../../../src/adapters/driver.ts'
import { modelSink } from '../model/model-sink.ts'
import { endEpoch, execute, row, type SinkAction, sinkFailsInTask, stop } from '../schedules/schedule.ts'
import type { SinkDriver } from './sink-driver.ts'
import { trySchedule } from './try-schedule.ts'

const model = () => modelSink('spark-3.5', 'the last wins')

it('A row that the reader sees before the commit of its epoch is early, and none that it sees from then on', async () => {
  const driver = model()
  const shown: string[] = []
  const eager: SinkDriver = {
    ...driver,
    async act(action: SinkAction) {
      const events = await driver.act(action)
      for (const event of events) if (event.kind === 'row-written' && event.value === 'row-0-1') shown.push(event.value)
      return events
    },
    rows: async () => [...new Set([...(await driver.rows()), ...shown])],
  }
  const result = await trySchedule(eager, { steps: [execute, row(), endEpoch, row(), endEpoch] })
  expect(result).toMatchObject({ kind: 'seen', early: ['row-0-1'], lost: [], doubled: [] })
})

it('A run that begins again gets the rows that no epoch has committed', async () => {
  const result = await trySchedule(model(), { steps: [execute, row(), endEpoch, row(), stop, execute, row()] })
  const written = result.moments.flatMap(({ action }) => (action.kind === 'row' ? [action.value] : []))
  expect(written).toEqual(['row-0-0', 'row-0-1', 'row-0-1'])
})

it('A schedule that commits no row has told nothing', async () => {
  expect(await trySchedule(model(), { steps: [execute, row()] })).toMatchObject({ kind: 'seen', isTold: false })
})

it('A sink that fails where no fault was injected breaks the schedule, which keeps what was seen and ends the case', async () => {
  const driver = model()
  let closed = 0
  const broken: SinkDriver = {
    ...driver,
    async rows() {
      throw new DriverError({ kind: 'refused', code: -32603, reason: 'the table cannot be read' })
    },
    async close() {
      closed += 1
      await driver.close()
    },
  }
  const result = await trySchedule(broken, { steps: [execute, row()] })
  expect(result).toMatchObject({ kind: 'broken', moments: [] })
  expect(result.kind === 'broken' && result.reason).toContain('the table cannot be read')
  expect(closed).toBe(1)
})

it('A fault of the kit itself is no result of a sink', async () => {
  const driver: SinkDriver = { ...model(), rows: () => Promise.reject(new TypeError('x is undefined')) }
  await expect(trySchedule(driver, { steps: [execute] })).rejects.toThrow('x is undefined')
})

it('A task that fails in a write of the sink ends the run', async () => {
  const result = await trySchedule(model(), { steps: [execute, sinkFailsInTask('write.after'), row()] })
  expect(result.moments.at(-1)?.events.map(({ kind }) => kind)).toContain('query-stopped')
})
