import { describe, expect, it } from 'vitest'
import { type Driver, DriverError } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { editionOf } from '../requirements/edition.ts'
import { checkStretch } from './check-stretch.ts'
import { forgetful, manifold } from './fixtures/drivers.ts'
import { uniteStretches } from './unite-stretches.ts'

const edition = editionOf('document')
const { signal } = new AbortController()
const generated = { role: 'coordinator', seed: 1 } as const

describe('stretches of generated cases', () => {
  it.each([
    ['forgetful', forgetful],
    ['manifold', manifold],
  ])('show the same however the cases are split, of a driver that is %s', async (_, driver) => {
    const stretch = (from: number, to: number) => checkStretch({ driver, edition, generated, from, to, signal })
    const whole = await stretch(0, 90)
    expect(whole.failed.length).toBeGreaterThan(0)
    const parts = [await stretch(60, 90), await stretch(0, 25), await stretch(25, 60)] as const
    expect(uniteStretches(parts)).toEqual(uniteStretches([whole]))
    expect(uniteStretches([parts[1], parts[2]])).not.toEqual(whole)
  })

  it('give the role up after the same case however the cases are split, of a driver that is lost in most cases', async () => {
    const stretch = (from: number, to: number) =>
      checkStretch({ driver: lostInMost, edition, generated, from, to, signal })
    const whole = await stretch(0, 60)
    expect(whole.givenUp).toBe(true)
    expect(whole.cases).toBeGreaterThan(4)
    for (const size of [1, 2, 5]) {
      const [first, ...others] = await Promise.all(
        Array.from({ length: 60 / size }, (_, at) => stretch(at * size, (at + 1) * size)),
      )
      if (first === undefined) throw new Error('no stretch')
      expect(uniteStretches([first, ...others])).toEqual(uniteStretches([whole]))
    }
  })
})

/** Whether it is lost depends on the case alone. */
const lostInMost: Driver = {
  ...referenceDriver('document'),
  open: async () => [],
  apply: async (actions) => {
    const sum = [...JSON.stringify(actions)].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 1_009, 7)
    if (sum % 9 < 5) throw new DriverError({ kind: 'crashed', reason: 'lost', stderr: '' })
    return actions.map(() => [])
  },
}
