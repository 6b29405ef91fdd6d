import { describe, expect, it } from 'vitest'
import { editionOf } from '../requirements/edition.ts'
import { requirementsBroken } from './counterevidence.ts'
import { faultyAfterUnspecified } from './fixtures/after-unspecified.ts'
import { checkRole } from './fixtures/check-role.ts'

describe('generated cases of edition document', () => {
  it.each(faultyAfterUnspecified)(
    'generated cases find $name and name $requirement',
    async ({ driver, role, requirement }) => {
      const run = {
        driver,
        edition: editionOf('document'),
        role,
        runs: 300,
        seed: 1,
        tries: 60,
      } as const
      const { findings } = await checkRole(run)
      expect(findings.flatMap(({ against }) => requirementsBroken(against, editionOf('document')))).toContain(
        requirement,
      )
    },
  )
})
