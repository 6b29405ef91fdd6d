import { describe, expect, it } from 'vitest'
import { type Driver, DriverError } from '../../src/adapters/driver.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import { editionOf } from '../requirements/edition.ts'
import { readToken } from '../state-space/token.ts'
import { checkCase } from './check-case.ts'
import { type Counterexample, smallest } from './counterexample.ts'
import type { Undetermined } from './determinism.ts'
import { failing, failures, forgetful } from './fixtures/drivers.ts'
import { walkOf } from './fixtures/walks.ts'

const document = editionOf('document')
const long = 'coordinator:w2r2e3f1x1:duplicate.late:000000000000'

async function failingCase(driver: Driver, token: string) {
  const walk = walkOf(token)
  const { outcome, driven } = await checkCase(driver, walk, propertiesOf('coordinator', document.deviations), document)
  if (outcome.kind === 'agrees' || outcome.kind === 'not-supported')
    throw new Error(`it does not fail: ${outcome.kind}`)
  return { walk, against: outcome, driven }
}

async function smallestOf(driver: Driver, token: string, signal = new AbortController().signal) {
  return await smallest({ driver, edition: document, signal }, await failingCase(driver, token))
}

function isCounterexample(found: Counterexample | Undetermined): asserts found is Counterexample {
  if (!('token' in found)) throw new Error('it is not determined')
}

describe('the smallest case', () => {
  it('the smallest case is shorter, has smaller bounds and no needless faults, and still fails', async () => {
    const found = await smallestOf(forgetful, long)
    isCounterexample(found)
    expect(found).toMatchObject({ token: 'coordinator:w1r0e2f1x1::00', isShortest: true })
    expect(readToken(found.token).choices).toHaveLength(found.walk.choices.length)
    expect(found.driven.steps).toHaveLength(found.walk.steps.length)
    const again = await failingCase(forgetful, found.token)
    expect(again.against).toEqual(found.against)
  })

  it('the smallest case is the original one if no shorter one fails', async () => {
    const token = 'coordinator:w1r0e2f1x1::00'
    expect(await smallestOf(forgetful, token)).toMatchObject({ token, isShortest: true })
  })

  it('the smallest case shows the same sort of finding, not another one', async () => {
    const refusing = failing((one) => (one.kind === 'send' && one.message.epoch === 1 ? failures.refused : undefined))
    const found = await smallestOf({ ...forgetful, apply: (all) => both(all) }, 'coordinator:w2r1e2f1x1:late:000100')
    isCounterexample(found)
    expect(found.against).toMatchObject({ kind: 'differs', finding: { kind: 'broken' } })

    /** Messages of epoch 1 are refused if there is no reader. */
    async function both(actions: Parameters<Driver['apply']>[0]) {
      const isAlone = actions.some(
        (one) => one.kind === 'ask' && one.message.type === 'SetReaderPartitions' && one.message.numPartitions === 0,
      )
      return isAlone ? await refusing.apply(actions) : await forgetful.apply(actions)
    }
  })

  it('a lost driver is shown again with its step, and no smaller case is searched', async () => {
    const crashing = failing((one) => (one.kind === 'send' ? failures.crashed : undefined))
    const found = await smallestOf(crashing, long)
    expect(found).toMatchObject({ token: long, isShortest: false, against: { kind: 'driver', at: 3 } })
  })

  it('the search ends with the first shorter case in which the driver hangs, and the finding says so', async () => {
    let hangs = 0
    const found = await smallestOf({ ...forgetful, apply: hangingWithoutReaders }, long)
    isCounterexample(found)
    expect(found).toMatchObject({ hung: true, isShortest: false, against: { kind: 'differs' } })
    // In one call, then action by action, to find the step.
    expect(hangs).toBe(2)
    expect(await smallestOf(forgetful, long)).not.toHaveProperty('hung')

    async function hangingWithoutReaders(actions: Parameters<Driver['apply']>[0]) {
      if (!actions.some((one) => one.kind === 'ask' && JSON.stringify(one).includes('"numPartitions":0')))
        return await forgetful.apply(actions)
      hangs++
      throw new DriverError(failures.timedOut)
    }
  })

  it('there is no smallest case if the driver shows another outcome the next time, and both are reported', async () => {
    const { against, driven, walk } = await failingCase(forgetful, 'coordinator:w1r0e2f1x1::00')
    const sound = failing(() => undefined)
    const run = { driver: sound, edition: document, signal: new AbortController().signal } as const
    const found = await smallest(run, { against, driven, walk })
    expect('token' in found).toBe(false)
    expect(found).toMatchObject({ first: driven, second: { steps: walk.steps.map(({ events }) => events) } })
  })

  it('the smallest case so far is kept when the run is stopped', async () => {
    const controller = new AbortController()
    const found = await failingCase(forgetful, long)
    controller.abort()
    const lost = failing(() => failures.crashed)
    const kept = await smallest({ driver: lost, edition: document, signal: controller.signal }, found)
    expect(kept).toMatchObject({ token: long, isShortest: false, against: found.against })
  })
})
