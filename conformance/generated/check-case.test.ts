import { describe, expect, it } from 'vitest'
import type { Driver } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import type { Action } from '../../src/contract/actions.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import { editionOf } from '../requirements/edition.ts'
import { checkCase } from './check-case.ts'
import { failing, failures, forgetful, goingSilentAfter, notOpening, telling } from './fixtures/drivers.ts'
import { walkOf } from './fixtures/walks.ts'

const token = 'coordinator:w1r1e2f1x1::0000'
const walked = walkOf(token)
const isReportOf2 = (action: Action) =>
  action.kind === 'send' && action.message.type === 'ReportPartitionOffset' && action.message.epoch === 2
/** The steps: two numbers of partitions, then commit and report of epoch 1, and of epoch 2. */
const last = 6

const outcomeOf = async (driver: Driver, ofToken = token, name: EditionName = 'document') => {
  const edition = editionOf(name)
  const walk = walkOf(ofToken, name)
  return await checkCase(driver, walk, propertiesOf(walk.space.bounds.role, edition.deviations), edition)
}

describe('a case that is put to a driver', () => {
  it('agrees, or differs by a finding', async () => {
    expect(walked.steps.map(({ action }) => isReportOf2(action)).indexOf(true)).toBe(last - 1)
    expect((await outcomeOf(referenceDriver('document'))).outcome).toEqual({ kind: 'agrees' })
    expect((await outcomeOf(forgetful)).outcome).toMatchObject({
      kind: 'differs',
      finding: { kind: 'broken', at: last },
    })
  })

  it('is not supported from the step on that the driver does not offer', async () => {
    const { outcome, driven } = await outcomeOf(
      failing((one) => (isReportOf2(one) ? failures.notSupported : undefined)),
    )
    expect(outcome).toEqual({ kind: 'not-supported', at: last, reason: 'there is no such thing' })
    expect(driven.steps).toHaveLength(last - 1)
  })

  it.each(['refused', 'offProtocol', 'crashed', 'timedOut'] as const)(
    'says at which step the driver has failed, and keeps what came before: %s',
    async (kind) => {
      const failure = failures[kind]
      const { outcome, driven } = await outcomeOf(failing((one) => (isReportOf2(one) ? failure : undefined)))
      expect(outcome).toEqual({ kind: 'driver', at: last, failure })
      expect(driven.steps).toEqual(walked.steps.slice(0, last - 1).map(({ events }) => events))
    },
  )

  it.each(['refused', 'offProtocol', 'crashed', 'timedOut'] as const)(
    'says that it is the opening that fails: %s',
    async (kind) => {
      const { outcome } = await outcomeOf(notOpening(failures[kind]))
      expect(outcome).toEqual({ kind: 'driver', at: 0, failure: failures[kind] })
    },
  )

  it('is not supported where not even the opening is', async () => {
    const { outcome } = await outcomeOf(notOpening(failures.notSupported))
    expect(outcome).toEqual({ kind: 'not-supported', at: 0, reason: 'there is no such thing' })
  })

  it('differs where something was wrong before the driver said that it cannot go on', async () => {
    for (const failure of [failures.refused, failures.notSupported]) {
      const refusing = failing((one) => (one.kind === 'send' && one.message.epoch === 3 ? failure : undefined))
      const driver: Driver = {
        ...refusing,
        apply: async (actions) =>
          (await refusing.apply(actions)).map((events) => events.filter(({ kind }) => kind !== 'query-committed')),
      }
      const { outcome } = await outcomeOf(driver, 'coordinator:w1r1e3f1x1::000000')
      expect(outcome).toMatchObject({ kind: 'differs', finding: { at: 4 } })
    }
  })

  it('has lost the driver, though it goes well one by one', async () => {
    const sound = referenceDriver('document')
    const driver = failing(() => failures.crashed)
    const apply: Driver['apply'] = (actions) => (actions.length > 1 ? driver.apply(actions) : sound.apply(actions))
    const { outcome } = await outcomeOf({ ...sound, apply })
    expect(outcome).toEqual({ kind: 'driver', at: last, failure: failures.crashed })
  })

  it('agrees with a driver that refuses many actions at a time, and takes them one by one', async () => {
    const sound = referenceDriver('document')
    const driver = failing(() => failures.refused)
    const apply: Driver['apply'] = (actions) => (actions.length > 1 ? driver.apply(actions) : sound.apply(actions))
    expect((await outcomeOf({ ...sound, apply })).outcome).toEqual({ kind: 'agrees' })
  })

  it.each([
    ['sink', '100'],
    ['query', '200'],
  ])(
    'agrees with a coordinator that goes silent once its %s has thrown, also where no writers were announced',
    async (_, choices) => {
      const silent = goingSilentAfter(
        (action, before) => action.kind === 'send' && before.some(({ kind }) => kind === 'fail'),
      )
      const token = `coordinator:w0r1e1f1x1:duplicate.throw:${choices}`
      expect(walkOf(token).steps.map(({ action }) => action.kind)).toEqual(['ask', 'ask', 'fail', 'send', 'send'])
      expect((await outcomeOf(silent, token)).outcome).toEqual({ kind: 'agrees' })
    },
  )

  it('agrees with a query that tells offsets in another order, also where it restarts after unspecified behaviour', async () => {
    const reversed = telling((event) =>
      event.kind === 'offset-added' ? [{ ...event, offsets: event.offsets.toReversed() }] : [event],
    )
    // In another order across the tasks as well: a case that is told just as the model tells it is not looked at any further.
    const apply: Driver['apply'] = async (actions) =>
      (await reversed.apply(actions)).map((events, at) =>
        actions[at]?.kind === 'advance-epoch'
          ? events.toSorted((one, other) => (other.actor < one.actor ? -1 : 0))
          : events,
      )
    // Offsets "0", "1", "1" are added and committed, and a killed task fails the query before its restart.
    const restarted = 'query:p3f0e2r1x2:duplicate.restart.interrupt.complete:0170000000601200010002'
    expect((await outcomeOf({ ...reversed, apply }, restarted)).outcome).toEqual({ kind: 'agrees' })
  })

  it('may be refused what comes after a fault of which the page is silent, where the edition is, too', async () => {
    // Without a coordinator id an operator is executed, and then something is made to throw.
    const nameless = 'operator:p2c3n2x9:describe.throw:02'
    const refusing = failing(({ kind }) => (kind === 'fail' || kind === 'fail-task' ? failures.refused : undefined))
    expect((await outcomeOf(refusing, nameless)).outcome).toEqual({ kind: 'agrees' })
    expect((await outcomeOf(refusing, nameless, 'spark-2.4')).outcome).toEqual({
      kind: 'driver',
      at: 2,
      failure: failures.refused,
    })
    // Where there is a coordinator it may not be refused, in no edition.
    expect((await outcomeOf(refusing, 'operator:p2c0n2x9:throw:02')).outcome).toMatchObject({ kind: 'driver', at: 2 })
  })
})
