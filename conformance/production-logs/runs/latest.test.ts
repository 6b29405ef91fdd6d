import { describe, expect, it } from 'vitest'
import { createLatest } from './latest.ts'

describe('the latest ones', () => {
  it('are never more than the most, however many were added, and at least half of it', () => {
    const latest = createLatest<number>(10)
    for (let one = 0; one < 1000; one++) {
      latest.add(one)
      expect(latest.size()).toBeLessThanOrEqual(10)
    }
    expect([995, 996, 997, 998, 999].every(latest.has)).toBe(true)
    expect(latest.has(900)).toBe(false)
    expect(latest.hasForgotten()).toBe(true)
  })

  it('keep what is asked for again and again', () => {
    const latest = createLatest<string>(4)
    latest.add('asked')
    for (let one = 0; one < 100; one++) {
      latest.add(String(one))
      expect(latest.has('asked')).toBe(true)
    }
    expect(latest.has('0')).toBe(false)
  })

  it('say which ones were forgotten: those that were not taken out, and each once', () => {
    const forgotten: number[] = []
    const latest = createLatest<number>(4, (ones) => forgotten.push(...ones))
    for (let one = 0; one < 8; one++) {
      latest.add(one)
      if (one % 2 === 0) expect(latest.delete(one)).toBe(true)
    }
    expect(latest.delete(0)).toBe(false)
    expect(latest.hasForgotten()).toBe(true)
    expect(forgotten).toStrictEqual([1, 3])
    latest.clear()
    expect([latest.size(), latest.hasForgotten(), latest.has(7)]).toStrictEqual([0, false, false])
  })
})
