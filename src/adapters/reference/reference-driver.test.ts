import { describe, expect, it } from 'vitest'
import { referenceDriver } from './reference-driver.ts'

describe('the reference driver', () => {
  it('does not support a query without partitions, which would never become quiescent', async () => {
    const driver = referenceDriver('spark-3.5')
    const setup = { partitions: 0, startEpoch: 0, epochBacklogQueueSize: 10, delivery: 'immediate' } as const
    await driver.open({ role: 'query', setup })
    await expect(driver.apply([{ kind: 'execute' }])).rejects.toMatchObject({ failure: { kind: 'not-supported' } })
    await expect(driver.apply([{ kind: 'stop' }])).rejects.toMatchObject({ failure: { kind: 'refused' } })
  })
})
