import { expect, it } from 'vitest'
import type { Driver } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import type { Rerun } from '../drivers/command-line.ts'
import { coordinator } from '../explore/fixtures/bounds.ts'
import { exploreDriver, type Method } from '../generated/explore-driver.ts'
import { failures, forgetful, notOpening } from '../generated/fixtures/drivers.ts'
import { editionOf } from '../requirements/edition.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import { describeDriverExplored } from './describe-exploration.ts'

const model = referenceDriver('document')
const rerun: Rerun = { choice: { kind: 'command', command: './my-driver', args: [] }, options: [] }

interface How {
  readonly method?: Method
  readonly most?: number
  readonly epochs?: number
}

async function told(driver: Driver, { method = 'schedules', most = 100, epochs = 2 }: How = {}) {
  const space = stateSpaceOf(coordinator(2, 1, epochs))
  const { signal } = new AbortController()
  const found = await exploreDriver({
    driver,
    edition: editionOf('document'),
    space,
    method,
    most,
    signal,
    onCase: () => undefined,
  })
  return describeDriverExplored(found, {
    identity: await model.initialize(),
    edition: editionOf('document'),
    method,
    rerun,
  })
}

it('a complete exploration shows the number of schedules and their coverage', async () => {
  expect(await told(model)).toMatchInlineSnapshot(`
    "13 schedules (one of those that differ only in the order of independent moves), 104 actions
    Coverage of coordinator, 2 writers, 1 reader, 2 epochs from 1 on, no faults: 20 of 27 states, 28 of 54 edges
    reference model document agrees with edition document in every schedule within these bounds, provided that moves that are independent in the model are independent in it."
  `)
})

it('tours are said to be coverage, not proof', async () => {
  expect((await told(model, { method: 'tours' })).split('\n').at(-1)).toBe(
    'reference model document agrees with edition document along every edge. This is coverage, not proof.',
  )
})

it('an exploration that stopped early says that not all cases were run', async () => {
  expect((await told(model, { most: 3 })).split('\n').at(-1)).toBe(
    'reference model document: no failure was found, but not all cases were run.',
  )
})

it('a finding is shown with the command that reproduces it', async () => {
  const text = await told(forgetful)
  expect(text).toContain('✗ EC-33 the sink gets nothing for epoch 2\n')
  expect(text).toContain('again: npx cwc reproduce coordinator:w1r0e2f1x1::00 -- ./my-driver\n')
  expect(text.split('\n').at(-1)).toBe('reference model document does not conform to edition document.')
})

it('both traces of a driver that is not deterministic are shown', async () => {
  let calls = 0
  const apply: Driver['apply'] = async (actions) => (++calls === 2 ? actions.map(() => []) : await model.apply(actions))
  const text = await told({ ...model, apply })
  expect(text).toMatch(/^✗ not deterministic: /)
  expect(text.match(/given role coordinator/g)).toHaveLength(2)
  expect(text.split('\n').at(-1)).toContain('does not conform')
})

it('a driver that supports no case is not said to agree', async () => {
  const text = await told(notOpening(failures.notSupported))
  expect(text).toContain('not-supported, 13 cases: there is no such thing')
  expect(text.split('\n').at(-1)).toBe('reference model document supports none of these cases, so nothing was checked.')
})

it('a driver that supports some cases agrees in those cases only', async () => {
  // The first schedules are put to it twice.
  let cases = 0
  const partly: Driver = {
    ...model,
    open: (opening) => (++cases > 9 ? notOpening(failures.notSupported).open(opening) : model.open(opening)),
  }
  expect((await told(partly)).split('\n').at(-1)).toMatch(
    /agrees with .* in the cases that it supports \(\d+ are not supported\)/,
  )
})

it('a search without any exercised property claims nothing', async () => {
  expect((await told(model, { epochs: 0 })).split('\n').at(-1)).toBe(
    'reference model document shows nothing within these bounds that a property speaks of, so nothing was checked (larger bounds are wanted).',
  )
})
