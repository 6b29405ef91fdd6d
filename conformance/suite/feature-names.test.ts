import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { planSuite } from './plan.ts'

const folder = mkdtempSync(join(tmpdir(), 'features-'))
afterAll(() => rmSync(folder, { recursive: true }))

const scenario = (times: number) => `  Scenario: the epoch advances ${times} times
    Given a coordinator whose first epoch is 0
    When the epoch is advanced
    Then no epoch is committed
`

describe('the path of a feature file with a line', () => {
  it.each(['plain.feature', 'v[1].feature', 'star*.feature', 'a+b (1).feature'])(
    'selects one scenario of %s',
    async (name) => {
      const file = join(folder, name)
      writeFileSync(file, `@coordinator\nFeature: two scenarios\n${scenario(1)}${scenario(2)}`)
      const planned = await planSuite('', [`${file}:7`])
      expect(planned.map(({ scenario }) => scenario.line)).toEqual([7])
    },
  )
})
