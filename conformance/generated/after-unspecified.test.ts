import { describe, expect, it } from 'vitest'
import { editionOf } from '../requirements/edition.ts'
import { checkRole } from './check-role.ts'
import { requirementsBroken } from './counterevidence.ts'
import { faultyAfterUnspecified } from './fixtures/after-unspecified.ts'

describe('generated cases of edition document', () => {
  it.each(faultyAfterUnspecified)(
    'generated cases find $name and name $requirement',
    async ({ driver, role, requirement }) => {
      const { signal } = new AbortController()
      const run = {
        driver,
        edition: editionOf('document'),
        role,
        runs: 300,
        seed: 1,
        tries: 60,
        signal,
        onCase: () => undefined,
      } as const
      const { findings } = await checkRole(run)
      expect(findings.flatMap(({ against }) => requirementsBroken(against, editionOf('document')))).toContain(
        requirement,
      )
    },
  )
})
