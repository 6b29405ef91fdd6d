import { describe, expect, it } from 'vitest'
import { findInMutants } from './attributed-to.ts'
import { mutants } from './mutants/mutants.ts'

const own = mutants.filter(({ breaks }) => breaks.includes('OP-45'))

describe('the scenarios of a requirement against its mutants', () => {
  it('OP-45 kills its mutant, and the oracle attributes the difference to OP-45.', async () => {
    expect(await findInMutants('OP-45', own)).toEqual([
      { mutant: own[0]?.name, killedBy: 2, of: 2, attributedTo: ['OP-45'] },
    ])
  })

  it('A model without a fault is neither killed nor found different.', async () => {
    const faultless = {
      name: 'no fault',
      breaks: ['OP-9'],
      wrap: (model) => model,
    } as const satisfies (typeof mutants)[number]
    const [finding] = await findInMutants('OP-9', [faultless])
    expect(finding).toMatchObject({ killedBy: 0, attributedTo: [] })
    expect(finding?.of).toBeGreaterThan(0)
  })
})
