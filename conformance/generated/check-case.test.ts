import { describe, expect, it } from 'vitest'
import type { Driver } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import type { Action } from '../../src/contract/actions.ts'
import { type EditionName, editionNames } from '../../src/reference/editions.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import { editionOf } from '../requirements/edition.ts'
import { checkCase } from './check-case.ts'
import {
  failing,
  failures,
  forgetful,
  goingSilentAfter,
  notOpening,
  refusingTheSecond,
  telling,
} from './fixtures/drivers.ts'
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
  it('a case agrees, or differs with a finding', async () => {
    expect(walked.steps.map(({ action }) => isReportOf2(action)).indexOf(true)).toBe(last - 1)
    expect((await outcomeOf(referenceDriver('document'))).outcome).toEqual({ kind: 'agrees' })
    expect((await outcomeOf(forgetful)).outcome).toMatchObject({
      kind: 'differs',
      finding: { kind: 'broken', at: last },
    })
  })

  it('a case is not supported from the first step that the driver does not offer', async () => {
    const { outcome, driven } = await outcomeOf(
      failing((one) => (isReportOf2(one) ? failures.notSupported : undefined)),
    )
    expect(outcome).toEqual({ kind: 'not-supported', at: last, reason: 'there is no such thing' })
    expect(driven.steps).toHaveLength(last - 1)
  })

  it.each(['refused', 'offProtocol', 'crashed', 'timedOut'] as const)(
    'the outcome names the step at which the driver failed and keeps the events before it: %s',
    async (kind) => {
      const failure = failures[kind]
      const { outcome, driven } = await outcomeOf(failing((one) => (isReportOf2(one) ? failure : undefined)))
      expect(outcome).toEqual({ kind: 'driver', at: last, failure })
      expect(driven.steps).toEqual(walked.steps.slice(0, last - 1).map(({ events }) => events))
    },
  )

  it.each(['refused', 'offProtocol', 'crashed', 'timedOut'] as const)(
    'the outcome names the opening if the opening fails: %s',
    async (kind) => {
      const { outcome } = await outcomeOf(notOpening(failures[kind]))
      expect(outcome).toEqual({ kind: 'driver', at: 0, failure: failures[kind] })
    },
  )

  it('a case with an unsupported opening is not supported', async () => {
    const { outcome } = await outcomeOf(notOpening(failures.notSupported))
    expect(outcome).toEqual({ kind: 'not-supported', at: 0, reason: 'there is no such thing' })
  })

  it('a finding before the first unsupported step makes the case differ', async () => {
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

  it('a driver lost in one call is reported, even if the actions succeed one by one', async () => {
    const sound = referenceDriver('document')
    const driver = failing(() => failures.crashed)
    const apply: Driver['apply'] = (actions) => (actions.length > 1 ? driver.apply(actions) : sound.apply(actions))
    const { outcome } = await outcomeOf({ ...sound, apply })
    expect(outcome).toEqual({ kind: 'driver', at: last, failure: failures.crashed })
  })

  it('a refused call is reported, even if the driver takes the actions one by one', async () => {
    const sound = referenceDriver('document')
    const driver = failing(() => failures.refused)
    const apply: Driver['apply'] = (actions) => (actions.length > 1 ? driver.apply(actions) : sound.apply(actions))
    const { outcome } = await outcomeOf({ ...sound, apply })
    expect(outcome).toEqual({ kind: 'driver', at: last, failure: failures.refused })
  })

  it('a case agrees as far as it is supported if the driver supports its actions one by one only', async () => {
    const sound = referenceDriver('document')
    const driver = failing(() => failures.notSupported)
    const apply: Driver['apply'] = (actions) => (actions.length > 1 ? driver.apply(actions) : sound.apply(actions))
    expect((await outcomeOf({ ...sound, apply })).outcome).toEqual({ kind: 'agrees' })
  })

  it.each([
    ['sink', '100'],
    ['query', '200'],
  ])(
    'a case agrees if the coordinator shows no more events once its %s has thrown, even without announced writers',
    async (_, choices) => {
      const silent = goingSilentAfter(
        (action, before) => action.kind === 'send' && before.some(({ kind }) => kind === 'fail'),
      )
      const token = `coordinator:w0r1e1f1x1:duplicate.throw:${choices}`
      expect(walkOf(token).steps.map(({ action }) => action.kind)).toEqual(['ask', 'ask', 'fail', 'send', 'send'])
      expect((await outcomeOf(silent, token)).outcome).toEqual({ kind: 'agrees' })
    },
  )

  it('a case agrees if a query lists offsets in another order, even in a restart after unspecified behaviour', async () => {
    const reversed = telling((event) =>
      event.kind === 'offset-added' ? [{ ...event, offsets: event.offsets.toReversed() }] : [event],
    )
    // The order across tasks differs, too: a case with exactly the model's events takes a shortcut.
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

  it('a driver may say that an action makes no sense after a step whose effect is unspecified in the edition', async () => {
    // An operator without a coordinator id may execute its job all the same, and then cannot be executed again.
    const executedTwice = 'operator:p2c3n2x9::00'
    const refusing = refusingTheSecond('execute', failures.refused)
    expect((await outcomeOf(refusing, executedTwice)).outcome).toEqual({ kind: 'agrees' })
    const failed = { kind: 'driver', at: 2, failure: failures.refused }
    expect((await outcomeOf(refusing, executedTwice, 'spark-2.4')).outcome).toEqual(failed)
    // Where there is a coordinator it may not be refused, in no edition.
    const withCoordinator = failing(({ kind }) => (kind === 'fail-task' ? failures.refused : undefined))
    const token = 'operator:p2c0n2x9:throw:02'
    expect((await outcomeOf(withCoordinator, token)).outcome).toMatchObject({ kind: 'driver', at: 2 })
  })

  it.each(editionNames)('any other error reply is a failure, also after an unspecified step: %s', async (edition) => {
    const broken = { kind: 'refused', code: -32603, reason: 'IllegalStateException: disk full' } as const
    const failed = { kind: 'driver', at: 2, failure: broken }
    const token = 'operator:p2c3n2x9::00'
    expect((await outcomeOf(refusingTheSecond('execute', broken, edition), token, edition)).outcome).toEqual(failed)
    // A fault may always be injected.
    const noFault = failing(({ kind }) => (kind === 'fail' ? failures.refused : undefined))
    expect((await outcomeOf(noFault, 'operator:p2c3n2x9:describe.throw:02')).outcome).toMatchObject({
      kind: 'driver',
      at: 2,
    })
  })
})
