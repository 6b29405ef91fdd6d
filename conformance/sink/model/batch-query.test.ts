import { describe, expect, it } from 'vitest'
import { type BatchActionOnQuery, batch, execute, fails, failsInTask, stop } from '../schedules/batch-schedule.ts'
import { type BatchQuery, hasNewPositions, newBatchQuery, stepBatches } from './batch-query.ts'

const row = (value: string | null, partition = 0): BatchActionOnQuery => ({ kind: 'row', partition, value })

function reached(query: BatchQuery, ...actions: readonly unknown[]) {
  // Steps without rows are actions, too.
  return (actions as readonly BatchActionOnQuery[]).reduce((here, action) => stepBatches(here, action).query, query)
}

const begin = newBatchQuery('both are kept', 1)

describe('the model of a micro-batch query', () => {
  it('leaves a state as it was, so two schedules can go on from it', () => {
    const planned = reached(begin, execute, row('a'), fails('query.commit'), batch)
    const kept = structuredClone(planned)
    expect(reached(planned, execute).sink).toEqual([
      { epoch: 0, rows: ['a'] },
      { epoch: 0, rows: ['a'] },
    ])
    expect(planned).toEqual(kept)
  })

  it.each([
    ['executes a running query', [execute, execute], 'running already'],
    ['runs a batch of a query that does not run', [row('a'), batch], 'not running'],
    ['runs a batch without a new position', [execute, row('a'), batch, batch], 'no rows'],
    ['stops a query that has failed', [execute, row('a'), fails('query.commit'), batch, stop], 'not running'],
  ])('refuses a schedule that %s', (_, actions, reason) => {
    expect(() => reached(begin, ...actions)).toThrow(reason)
  })

  it('has new positions where one without a row has arrived, until a batch with it is planned', () => {
    const arrived = reached(begin, execute, row(null))
    expect([begin, arrived, reached(arrived, batch)].map(hasNewPositions)).toEqual([false, true, false])
    expect(hasNewPositions(reached(arrived, fails('query.add-offset'), batch))).toBe(true)
  })

  it('keeps a fault until its call is made, and strikes as often as it says', () => {
    const armed = reached(begin, execute, failsInTask('write', { times: 2 }), failsInTask('abort'), row(null), batch)
    expect(armed.faults).toHaveLength(2)
    const failed = stepBatches(reached(armed, row('a')), { kind: 'advance-epoch' })
    expect(failed.query).toMatchObject({ faults: [], isRunning: false, attempts: 3 })
    expect(failed.events.map(({ kind }) => kind)).toEqual([
      ...['offset-added', 'writer-factory-created', 'job-submitted'],
      ...['writer-created', 'writer-closed', 'writer-created', 'writer-aborted', 'writer-closed'],
      'query-stopped',
    ])
  })
})
