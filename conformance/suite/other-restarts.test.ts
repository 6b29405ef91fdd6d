import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkRole } from '../generated/fixtures/check-role.ts'
import { editionOf } from '../requirements/edition.ts'
import { otherRestarts } from './fixtures/other-restarts.ts'

const script = fileURLToPath(new URL('fixtures/run-other-restarts.ts', import.meta.url))

describe('a query that restarts behind the last logged epoch, committed or not', () => {
  it('fails no scenario in edition document, and fails those of CE-16 in edition spark-2.4', () => {
    const failed: Record<string, readonly string[]> = JSON.parse(
      execFileSync(process.execPath, [script], { encoding: 'utf8' }),
    )
    for (const name of Object.keys(otherRestarts)) {
      expect(failed[`${name}, document`]).toEqual([])
      expect(failed[`${name}, spark-2.4`]?.filter((place) => place.includes('@CE-16')).length).toBeGreaterThan(5)
    }
  })

  it.each(Object.entries(otherRestarts))('differs in no generated case of edition document, %s', async (_, driver) => {
    const outcome = await checkRole({
      driver,
      edition: editionOf('document'),
      role: 'query',
      runs: 400,
      seed: 1,
    })
    expect(outcome.findings).toEqual([])
  })

  it.each(Object.entries(otherRestarts))(
    'differs in generated cases where Spark 2.4 is required, %s',
    async (_, driver) => {
      const run = {
        driver,
        edition: editionOf('spark-2.4'),
        role: 'query',
        runs: 400,
        seed: 1,
        tries: 0,
      } as const
      expect((await checkRole(run)).findings).not.toEqual([])
    },
  )
})
