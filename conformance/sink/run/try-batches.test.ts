import { expect, it } from 'vitest'
import { DriverError } from '../../../src/adapters/driver.ts'
import { modelBatches } from '../model/model-batches.ts'
import { type BatchAction, batch, execute, fails, failsInTask, noRow, row, stop } from '../schedules/batch-schedule.ts'
import type { SinkDriver } from './sink-driver.ts'
import { tryBatches } from './try-batches.ts'

const model = () => modelBatches('both are kept')

it('A row has the next number of its partition, whatever runs have read, and a position without a row has none', async () => {
  const { moments } = await tryBatches(model(), { steps: [execute, row(), noRow(), stop, execute, row()] })
  const values = moments.flatMap(({ action }) => (action.kind === 'row' ? [action.value] : []))
  expect(values).toEqual(['row-0-0', null, 'row-0-1'])
})

it('A row that the reader sees before the sink was told to commit its batch is early, also if the batch is aborted', async () => {
  const driver = model()
  const shown: string[] = []
  const eager: SinkDriver<BatchAction> = {
    ...driver,
    async act(action) {
      const events = await driver.act(action)
      for (const event of events) if (event.kind === 'row-written') shown.push(event.value)
      return events
    },
    rows: async () => [...new Set(shown)],
  }
  const failing = [row(), fails('writer.commit'), batch, execute]
  expect(await tryBatches(eager, { steps: [execute, row(), batch, ...failing] })).toMatchObject({
    ...{ kind: 'seen', early: ['row-0-1'], lost: [], doubled: [] },
  })
  shown.length = 0
  expect(await tryBatches(eager, { steps: [execute, ...failing] })).toMatchObject({ early: ['row-0-0'] })
})

it('A row of a batch that Spark has committed is lost if the reader does not see it', async () => {
  const forgetful: SinkDriver<BatchAction> = { ...model(), rows: async () => [] }
  const result = await tryBatches(forgetful, { steps: [execute, row(), row(), batch, row()] })
  expect(result).toMatchObject({ lost: ['row-0-0', 'row-0-1'], isTold: true })
})

it('A schedule that commits no row has told nothing', async () => {
  const result = await tryBatches(model(), { steps: [execute, noRow(), batch, row(), failsInTask('write')] })
  expect(result).toMatchObject({ kind: 'seen', isTold: false, lost: [] })
})

it('A sink that cannot be read breaks the schedule', async () => {
  const broken: SinkDriver<BatchAction> = {
    ...model(),
    async rows() {
      throw new DriverError({ kind: 'refused', code: -32603, reason: 'the table cannot be read' })
    },
  }
  const result = await tryBatches(broken, { steps: [execute] })
  expect(result).toMatchObject({ kind: 'broken', reason: 'the table cannot be read' })
})
