import { describe, expect, it } from 'vitest'
import type { Driver } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { distinctEditions } from '../../src/reference/editions.ts'
import { coordinator, operator, page, task } from '../explore/fixtures/bounds.ts'
import { graphOf } from '../explore/graph.ts'
import { toursOf } from '../explore/tours.ts'
import { editionOf } from '../requirements/edition.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import { type DriverExploration, exploreDriver } from './explore-driver.ts'
import { failing, failures, forgetful, notOpening } from './fixtures/drivers.ts'

const explore = (driver: Driver, bounds: Bounds, more: Partial<DriverExploration> = {}) =>
  exploreDriver({
    driver,
    edition: editionOf('document'),
    space: stateSpaceOf(bounds),
    method: 'schedules',
    most: 10_000,
    signal: new AbortController().signal,
    onCase: () => undefined,
    ...more,
  })

const small = coordinator(2, 1, 2)
const several: readonly (readonly [string, Bounds])[] = [
  ['coordinator', coordinator(2, 1, 2, 'late', 'duplicate')],
  ['operator', operator(2, 'interrupt')],
  ['task', task(2, 1, 'complete')],
  ['query', { role: 'query', partitions: 1, first: 1, epochs: 1, rows: 1, faults: [], times: 1 }],
  ['planner', { role: 'planner', plans: 1, depth: 2, faults: [], times: 1 }],
]
const both = several.flatMap(([role, bounds]) => distinctEditions.map((edition) => [role, edition, bounds] as const))

describe('an implementation that is explored', () => {
  it.each(both)('the model agrees in every schedule and on every tour: %s, %s', async (_, edition, bounds) => {
    for (const method of ['schedules', 'tours'] as const) {
      const found = await explore(referenceDriver(edition), bounds, { edition: editionOf(edition), method })
      expect(found).toMatchObject({ complete: true, notSupported: 0, reasons: [] })
      expect([found.finding, found.undetermined]).toEqual([undefined, undefined])
      const { coverage } = found
      expect(coverage).toBeDefined()
      if (method === 'tours')
        expect([coverage?.states, coverage?.edges]).toEqual([coverage?.ofStates, coverage?.ofEdges])
    }
  })

  it('an exploration runs one schedule of each class, or each tour', async () => {
    const counted: number[] = []
    const model = referenceDriver('document')
    const { cases, actions } = await explore(model, small, { onCase: (done) => counted.push(done) })
    // Two announcements, and six messages.
    expect([cases, actions]).toEqual([13, 13 * 8])
    expect(counted).toEqual(Array.from({ length: 13 }, (_, at) => at + 1))
    const tours = [...toursOf(graphOf(stateSpaceOf(small), page))]
    expect((await explore(model, small, { method: 'tours' })).cases).toBe(tours.length)
  })

  it('an exploration stops at the maximum number of cases and is then incomplete', async () => {
    const model = referenceDriver('document')
    expect(await explore(model, small, { most: 12 })).toMatchObject({ cases: 12, complete: false })
    expect(await explore(model, small, { most: 13 })).toMatchObject({ cases: 13, complete: true })
    expect(await explore(model, small, { most: 0 })).toMatchObject({ cases: 0, complete: false })
  })

  it('an exploration ends at the first finding and makes it small', async () => {
    const found = await explore(forgetful, coordinator(2, 2, 2, 'late'))
    expect(found.finding).toMatchObject({ token: 'coordinator:w1r0e2f1x1::00', isShortest: true })
    expect(found).toMatchObject({ cases: 1, complete: false })
  })

  it('a nondeterministic implementation is not explored', async () => {
    const sound = referenceDriver('document')
    let calls = 0
    const apply: Driver['apply'] = async (actions) =>
      ++calls === 2 ? actions.map(() => []) : await sound.apply(actions)
    const found = await explore({ ...sound, apply }, small)
    expect(found.undetermined).toBeDefined()
    expect(found).toMatchObject({ cases: 0, complete: false })
  })

  it('a finding that does not show again is not reported', async () => {
    const sound = referenceDriver('document')
    let calls = 0
    const apply: Driver['apply'] = async (actions) =>
      ++calls === 8 ? actions.map(() => []) : await sound.apply(actions)
    const found = await explore({ ...sound, apply }, small)
    expect(found.finding).toBeUndefined()
    expect(found.undetermined).toBeDefined()
    expect(found.complete).toBe(false)
  })

  it('unsupported cases are counted with their reasons', async () => {
    expect(await explore(notOpening(failures.notSupported), small)).toMatchObject({
      cases: 13,
      notSupported: 13,
      reasons: ['there is no such thing'],
      complete: true,
    })
  })

  it('a lost driver is reported with its step', async () => {
    const crashing = failing((one) => (one.kind === 'send' && one.message.epoch === 2 ? failures.crashed : undefined))
    const { finding } = await explore(crashing, coordinator(1, 0, 2))
    expect(finding).toMatchObject({ against: { kind: 'driver', at: 4 }, driven: { failedAt: 4 } })
  })

  it.each([1, 3, 7, 18, 19])('a stopped exploration reports no failure of the driver: at call %i', async (call) => {
    const controller = new AbortController()
    const sound = referenceDriver('document')
    const crashing = failing(() => failures.crashed)
    let calls = 0
    const apply: Driver['apply'] = async (actions) => {
      if (++calls === call) controller.abort()
      return await (controller.signal.aborted ? crashing : sound).apply(actions)
    }
    const found = await explore({ ...sound, apply }, small, { signal: controller.signal })
    expect([found.finding, found.undetermined]).toEqual([undefined, undefined])
    expect(found.complete).toBe(false)
    expect(found.cases).toBeLessThan(13)
  })
})
