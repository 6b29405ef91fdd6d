import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { newFolders } from './fixtures/new-folders.ts'
import { bytesOf } from './open-log.ts'

const { folderOf } = newFolders()

describe('the bytes of a file', () => {
  it('come while timers and signals are heard, although they are read in one go', async () => {
    const file = join(folderOf({ 'driver.log': Buffer.alloc(64 << 20) }), 'driver.log')
    let turns = 0
    let isDone = false
    const count = async () => {
      for (; !isDone; turns++) await turn()
    }
    const counting = count()
    let length = 0
    for await (const chunk of bytesOf(file)) length += chunk.length
    isDone = true
    await counting
    expect(length).toBe(64 << 20)
    expect(turns).toBeGreaterThan(4)
  })
})
