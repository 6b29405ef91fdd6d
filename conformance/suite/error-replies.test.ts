import { describe, expect, it } from 'vitest'
import type { Driver, DriverFailure } from '../../src/adapters/driver.ts'
import { type EditionName, editionNames } from '../../src/reference/editions.ts'
import { editionOf } from '../requirements/edition.ts'
import {
  escapingFaults,
  failingToClose,
  oneActionPerCall,
  silentAbout,
  supportingOneCall,
} from './fixtures/error-replies.ts'
import { runWithoutOracle } from './run-without-oracle.ts'

const failures = ['features/coordinator/failures.feature']
const complete = ['features/coordinator/complete-epochs.feature']
const crashed: DriverFailure = { kind: 'crashed', reason: 'it exited with code 3', stderr: '' }

const verdictsOf = async (driver: Driver, edition: EditionName, features: readonly string[]) =>
  (await runWithoutOracle(driver, editionOf(edition), features)).map(({ verdict }) => verdict)

describe('an error reply is no behaviour of an implementation', () => {
  it.each(editionNames.flatMap((edition) => [-32603, -32602, -32601].map((code) => [edition, code] as const)))(
    'a driver out of which an injected error escapes fails each scenario that injects one: %s, %i',
    async (edition, code) => {
      const verdicts = await verdictsOf(escapingFaults(edition, code), edition, failures)
      const kinds = new Set(verdicts.map(({ kind }) => kind))
      expect(kinds).toEqual(new Set(['failed']))
      expect(verdicts.length).toBeGreaterThan(15)
    },
  )

  it('the verdict shows the refused action alone, and the actions of its call before it', async () => {
    const [first] = await runWithoutOracle(escapingFaults('document', -32603), editionOf('document'), failures)
    expect(first?.verdict).toMatchObject({ kind: 'failed', failure: { kind: 'driver', attempted: [{ kind: 'send' }] } })
    expect(first?.trace.some((step) => step.kind === 'acted' && step.action.kind === 'fail')).toBe(true)
  })

  it('a driver that takes its actions only one by one fails', async () => {
    const refused: DriverFailure = { kind: 'refused', code: -32602, reason: 'one at a time' }
    const results = await runWithoutOracle(oneActionPerCall(refused), editionOf('document'), failures)
    const failed = results.filter(({ verdict }) => verdict.kind === 'failed')
    expect(failed.length).toBeGreaterThan(0)
    expect(results.length).toBe(failed.length + results.filter(({ verdict }) => verdict.kind === 'passed').length)
    for (const { verdict } of failed) expect(verdict).toMatchObject({ failure: { failure: refused } })
  })

  it.each([
    ['crashed', crashed],
    ['timed-out', { kind: 'timed-out', method: 'close', seconds: 1, stderr: '' }],
    ['failed', { kind: 'off-protocol', method: 'close', path: 'result', reason: 'no list', line: '{}' }],
    ['failed', { kind: 'refused', code: -32603, reason: 'no' }],
    ['failed', { kind: 'not-supported', reason: 'no' }],
  ] as const)(
    'a driver that fails when the subject is closed is %s, also after an unspecified step',
    async (kind, failure) => {
      // Whoever commits nothing to the query does something else than Spark, where the page says nothing.
      const unspecified = await verdictsOf(silentAbout('query-committed'), 'document', failures)
      expect(new Set(unspecified.map((one) => one.kind))).toContain('unspecified')
      const closing = await verdictsOf(silentAbout('query-committed', failure), 'document', failures)
      expect(new Set(closing.map((one) => one.kind))).not.toContain('unspecified')
      const failing = await verdictsOf(failingToClose(failure), 'document', failures)
      expect(failing[0]?.kind).toBe(kind)
      expect(failing.map((one) => one.kind)).not.toContain('passed')
    },
  )

  it('a driver that fails when the subject is closed is named also where the scenario has failed: a known failure hides nothing', async () => {
    const mismatches = await verdictsOf(silentAbout('epoch-committed'), 'document', complete)
    expect(mismatches.some((one) => one.kind === 'failed' && one.failure.kind === 'mismatch')).toBe(true)
    const closing = await verdictsOf(silentAbout('epoch-committed', crashed), 'document', complete)
    // Ten losses in a row give the role up.
    expect(new Set(closing.map((one) => one.kind))).toEqual(new Set(['crashed', 'not-run']))
  })

  it('a driver that has done wrong fails, although it then supports an action no more', async () => {
    const verdicts = await verdictsOf(supportingOneCall('answered'), 'document', complete)
    expect(new Set(verdicts.map((one) => one.kind))).toEqual(new Set(['failed']))
    const sound = await verdictsOf(supportingOneCall(), 'document', complete)
    expect(sound.map((one) => one.kind)).toContain('not-supported')
    expect(sound.map((one) => one.kind)).not.toContain('failed')
  })
})
