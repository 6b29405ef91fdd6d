import { describe, expect, it } from 'vitest'
import { collectSteps, currentReading } from './reading.ts'

describe('the reading of the features', () => {
  it('collects the steps that are read while it is under way, and only then', async () => {
    expect(currentReading).toThrow('npx cwc run')
    const { steps, result } = await collectSteps(async () => {
      currentReading().steps.set('a pickle', [])
      await expect(collectSteps(async () => undefined)).rejects.toThrow('being read already')
      return 'read'
    })
    expect([...steps]).toEqual([['a pickle', []]])
    expect(result).toBe('read')
    expect(currentReading).toThrow('npx cwc run')
  })
})
