import { expect, it } from 'vitest'
import { type Driver, DriverError } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { editionOf } from '../requirements/edition.ts'
import { planSuite } from '../suite/plan.ts'
import { runSuite } from '../suite/run-suite.ts'
import { diagnose } from './diagnosis.ts'

/** Loses each commit of an epoch in the sink, and refuses all actions after one. */
function losesAndRefuses(): Driver {
  const sound = referenceDriver('document')
  let hasLost = false
  return {
    ...sound,
    open: async (opening) => {
      hasLost = false
      return await sound.open(opening)
    },
    apply: async (actions) => {
      if (hasLost) throw new DriverError({ kind: 'refused', code: -32603, reason: 'no such epoch' })
      const steps = await sound.apply(actions)
      hasLost = steps.flat().some(({ kind }) => kind === 'epoch-committed')
      return steps.map((events) => events.filter(({ kind }) => kind !== 'epoch-committed'))
    },
  }
}

it('A refusal after a step that the model does not allow is diagnosed as that step.', async () => {
  const driver = losesAndRefuses()
  const edition = editionOf('document')
  const identity = await driver.initialize()
  const planned = await planSuite('@coordinator')
  const signal = new AbortController().signal
  const results = await runSuite({ driver, identity, edition, planned, signal, onCase: () => undefined })
  const refused = results.filter(
    ({ verdict }) =>
      verdict.kind === 'failed' && verdict.failure.kind === 'driver' && verdict.failure.failure.kind === 'refused',
  )
  expect(refused.length).toBeGreaterThan(5)
  for (const result of refused) expect(diagnose(result, edition)?.kind).toBe('behaviour')
})
