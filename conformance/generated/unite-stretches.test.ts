import { describe, expect, it } from 'vitest'
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
})
