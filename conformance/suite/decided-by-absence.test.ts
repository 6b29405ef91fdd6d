import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { packageRoot } from '../package-root.ts'
import { editionOf } from '../requirements/edition.ts'
import { planSuite } from './plan.ts'
import { runWithoutOracle } from './run-without-oracle.ts'

const fixture = (name: string) => join(packageRoot, 'conformance/suite/fixtures', name)

describe('a verdict that absence could decide', () => {
  it.each(['document', 'spark-2.4', 'spark-4.2'] as const)(
    'fails a wrong scenario that names no requirement, in edition %s',
    async (edition) => {
      const results = await runWithoutOracle(referenceDriver(edition), editionOf(edition), [
        fixture('untagged.feature'),
      ])
      expect(results.map(({ verdict }) => verdict.kind)).toEqual(['failed'])
    },
  )

  it('refuses an outline without rows, and tags that would hide a failure', async () => {
    await expect(planSuite('', [fixture('no-rows.feature')])).rejects.toThrow(
      /no-rows\.feature:4: the examples of the outline have no rows/,
    )
    await expect(planSuite('', [fixture('mistaken-tags.feature')])).rejects.toThrow(
      /mistaken-tags\.feature:5: @EC-999: no such requirement/,
    )
  })

  it('refuses a scenario without an expectation, which could not fail', async () => {
    await expect(planSuite('', [fixture('no-expectation.feature')])).rejects.toThrow(
      /no-expectation\.feature:4: the scenario expects nothing/,
    )
  })
})
