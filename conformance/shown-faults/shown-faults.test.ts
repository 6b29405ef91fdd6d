import { expect, it } from 'vitest'
import { open, step } from '../../src/reference/model.ts'
import { importByNode } from '../mutation/fixtures/import-by-node.ts'
import { mutants } from '../mutation/mutants/mutants.ts'
import { loadMutant } from '../mutation/mutated-model.ts'
import { shownFaults } from '../production-logs/telling/shown-faults.ts'
import { editionOf } from '../requirements/edition.ts'
import { readToken } from '../state-space/token.ts'
import { judgedRequirements } from './judged-requirements.ts'
import { requirementsBroken } from './shortest-fault.ts'

it.each(Object.entries(shownFaults))(
  '%s: the mutant breaks a requirement in its schedule, and the model none',
  async (id, { token, edition: name, mutant: does }) => {
    const { bounds, choices } = readToken(token)
    const edition = editionOf(name)
    const mutant = mutants.find((one) => one.name === does && one.breaks.includes(id))
    if (mutant === undefined) throw new Error(`no mutant that breaks ${id} ${does}: run npm run shown-faults`)
    const faulty = await loadMutant(mutant, importByNode)
    expect(requirementsBroken(bounds, choices, { faulty, edition })).toBeDefined()
    if (choices.length > 0)
      expect(requirementsBroken(bounds, choices.slice(0, -1), { faulty, edition })).toBeUndefined()
    expect(requirementsBroken(bounds, choices, { faulty: { open, step }, edition })).toBeUndefined()
  },
)

/** Requirements that no short schedule shows broken, and why. */
const unshown: Readonly<Record<string, string>> = {
  'EC-80': 'takes more than 10,000 messages',
  'EC-81': 'takes more than 10,000 messages',
  'EC-82': 'takes more than 10,000 messages',
  'CE-3': 'no event of the contract shows the property',
  'CE-6': 'the kit moves the epoch in generated checks',
  'CE-8': 'the kit moves the epoch in generated checks',
  'CE-19': 'takes an epoch that is logged, a restart, and the commit of that epoch',
  'CE-31': 'takes an edition in which its only mutant is made, and the requirement does not bind there',
}

it('each requirement that cwc check judges has a schedule, except those that need more than a short one', () => {
  const without = judgedRequirements.filter(({ id }) => shownFaults[id] === undefined).map(({ id }) => id)
  expect(without).toEqual(Object.keys(unshown))
})
