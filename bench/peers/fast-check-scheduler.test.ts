import { describe, expect, it } from 'vitest'
import { runSchedules, ways } from './fast-check-scheduler.ts'

describe('the schedules of fast-check', () => {
  it.each(ways)(
    'the schedules of fast-check by %s deliver all six messages in every run, and in every possible order',
    async (way) => {
      const delivered: string[] = []
      await runSchedules(way, {
        runs: 8_000,
        seed: 1,
        onDelivery: ({ type, partitionId }) => delivered.push(`${type} ${partitionId}`),
      })
      expect(delivered).toHaveLength(6 * 8_000)

      const orders = new Set<string>()
      for (let from = 0; from < delivered.length; from += 6) {
        const order = delivered.slice(from, from + 6)
        expect(new Set(order).size).toBe(6)
        orders.add(order.join())
      }
      expect(orders.size).toBe(720)
    },
  )
})
