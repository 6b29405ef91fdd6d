import { describe, expect, it } from 'vitest'
import { type Driver, DriverError } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { editionOf } from '../requirements/edition.ts'
import { lossesOf } from './losses.ts'
import { planSuite } from './plan.ts'
import { type CaseResult, runCases } from './run-cases.ts'
import { casesOfShard } from './shard.ts'

const model = referenceDriver('document')
const crashing: Driver = {
  ...model,
  open: () => Promise.reject(new DriverError({ kind: 'crashed', reason: 'x', stderr: '' })),
}

async function ranOf(
  driver: Driver,
  drivers: number,
  shard: { readonly index: number; readonly of: number },
  { signal }: Pick<AbortController, 'signal'> = new AbortController(),
) {
  const suite = await planSuite('@task')
  const planned = casesOfShard(suite, shard)
  const losses = lossesOf(
    [],
    suite.map(({ scenario }) => scenario),
  )
  const results: CaseResult[] = []
  await runCases({
    drivers: Array.from({ length: drivers }, () => driver),
    identity: await model.initialize(),
    edition: editionOf('document'),
    planned,
    elsewhere: suite.filter((one) => !planned.includes(one)),
    losses,
    onCase: (result) => results.push(result),
    signal,
  })
  return { suite, planned, results }
}

describe('the cases of a run', () => {
  it('run once each, on whichever driver', async () => {
    const { planned, results } = await ranOf(model, 3, { index: 1, of: 1 })
    const ids = (of: readonly Pick<CaseResult, 'scenario'>[]) => of.map(({ scenario }) => scenario.id).toSorted()
    expect(ids(results)).toEqual(ids(planned))
  })

  it('of a shard end once the whole suite has lost ten in a row, which the shard finds out', async () => {
    const { suite, results } = await ranOf(crashing, 1, { index: 2, of: 4 })
    expect(suite.length).toBeGreaterThan(100)
    const places = results.map(({ scenario }) => suite.findIndex((one) => one.scenario.id === scenario.id))
    // A case of its own shows the row, so it may be a few cases long.
    expect(Math.max(...places)).toBeLessThan(20)
    expect(results.map(({ verdict }) => verdict.kind)).not.toContain('not-run')
  })

  it('have no result if a stop comes while they are closed, also after they have failed', async () => {
    const stop = new AbortController()
    const stopped: Driver = {
      ...model,
      apply: async (actions) => actions.map(() => []),
      close: () => {
        stop.abort()
        return Promise.reject(new DriverError({ kind: 'crashed', reason: 'the run was stopped', stderr: '' }))
      },
    }
    expect((await ranOf(stopped, 1, { index: 1, of: 1 }, stop)).results).toEqual([])
  })
})
