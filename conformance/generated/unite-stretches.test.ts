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

  it('give the role up after so many cases in which the driver hangs, in a row or not', async () => {
    const hanging: Driver = { ...lostInMost, apply: hangingInSome }
    const stretch = (from: number, to: number) =>
      checkStretch({ driver: hanging, edition, generated, from, to, signal })
    const whole = await stretch(0, 200)
    expect(whole).toMatchObject({ hangs: 10, givenUp: true })
    expect(whole.cases).toBeLessThan(200)
    const [first, ...others] = await Promise.all(Array.from({ length: 100 }, (_, at) => stretch(at * 2, at * 2 + 2)))
    if (first === undefined) throw new Error('no stretch')
    const parts = uniteStretches([first, ...others.toReversed()])
    expect(parts.givenUp).toBe(true)
    expect(parts.hangs).toBeLessThanOrEqual(11)
    expect(parts.cases - whole.cases).toBeLessThan(2)
  })

  it('put no case before them to the driver again if it is known how many of them lost it', async () => {
    let opened = 0
    const counting: Driver = {
      ...lostInMost,
      open: async () => {
        opened++
        throw crashed
      },
    }
    const stretch = (lostBefore?: number) =>
      checkStretch({ driver: counting, edition, generated, from: 50, to: 60, signal, lostBefore })
    expect(await stretch(1)).toMatchObject({ cases: 2, lostAtEnd: 3 })
    const known = opened
    expect(await stretch()).toMatchObject({ cases: 1, lostAtEnd: 4 })
    expect(opened - known).toBeGreaterThan(known)
  })
})

const crashed = new DriverError({ kind: 'crashed', reason: 'lost', stderr: '' })

const sumOf = (actions: Parameters<Driver['apply']>[0]) =>
  [...JSON.stringify(actions)].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 1_009, 7)

async function hangingInSome(actions: Parameters<Driver['apply']>[0]) {
  if (sumOf(actions) % 9 < 2) throw new DriverError({ kind: 'timed-out', method: 'apply', seconds: 1, stderr: '' })
  return actions.map(() => [])
}

/** Whether it is lost depends on the case alone. */
const lostInMost: Driver = {
  ...referenceDriver('document'),
  open: async () => [],
  apply: async (actions) => {
    if (sumOf(actions) % 9 < 5) throw crashed
    return actions.map(() => [])
  },
}
