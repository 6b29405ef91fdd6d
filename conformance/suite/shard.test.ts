import { beforeAll, describe, expect, it } from 'vitest'
import { planSuite } from './plan.ts'
import type { PlannedCase } from './planned-case.ts'
import { casesOfShard, numbersOfShard } from './shard.ts'

describe('the shards of the suite', () => {
  let planned: readonly PlannedCase[] = []
  beforeAll(async () => {
    planned = await planSuite('')
  })
  const shards = (of: number) => Array.from({ length: of }, (_, at) => casesOfShard(planned, { index: at + 1, of }))

  it.each([1, 2, 4, 7])('hold each case once and in the order of the suite, when there are %i', (of) => {
    const all = shards(of)
    expect(new Set(all.flat())).toEqual(new Set(planned))
    expect(all.flat()).toHaveLength(planned.length)
    for (const cases of all) expect(cases).toEqual(planned.filter((one) => cases.includes(one)))
  })

  it('cost about the same', () => {
    const queries = shards(4).map((cases) => cases.filter(({ scenario }) => scenario.role === 'query').length)
    expect(Math.max(...queries) - Math.min(...queries)).toBeLessThan(10)
  })

  it('do not depend on the order in which the cases were planned', () => {
    const [first = []] = shards(4)
    const other = casesOfShard(planned.toReversed(), { index: 1, of: 4 })
    expect(new Set(other.map(({ scenario }) => scenario.id))).toEqual(new Set(first.map(({ scenario }) => scenario.id)))
  })

  it('hold each generated case once, also if there are fewer cases than shards', () => {
    for (const count of [0, 1, 3, 10, 500]) {
      const parts = [1, 2, 3, 4].map((index) => numbersOfShard(count, { index, of: 4 }))
      expect(parts[0]?.from).toBe(0)
      expect(parts.at(-1)?.to).toBe(count)
      for (const [at, { from }] of parts.slice(1).entries()) expect(from).toBe(parts[at]?.to)
    }
  })
})
