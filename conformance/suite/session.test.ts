import { describe, expect, it } from 'vitest'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { editionOf } from '../requirements/edition.ts'
import { Session } from './session.ts'

async function aSession() {
  const driver = referenceDriver('document')
  return new Session(driver, await driver.initialize(), editionOf('document'))
}

describe('a session', () => {
  it('begins no case after a stop, and keeps the first reason', async () => {
    const session = await aSession()
    session.stop('the run was stopped')
    session.stop('again')
    expect(session.stopped).toBe('the run was stopped')
  })

  it('opens no role that the driver does not claim', async () => {
    const driver = referenceDriver('document')
    const session = new Session(driver, { ...(await driver.initialize()), roles: ['planner'] }, editionOf('document'))
    const setup = { partitions: 1, startEpoch: 0, epochBacklogQueueSize: 1, delivery: 'held' } as const
    await expect(session.open({ role: 'query', setup })).rejects.toThrow('does not offer role query')
  })
})
