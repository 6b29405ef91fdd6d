import { beforeAll, describe, expect, it } from 'vitest'
import { editions } from '../../src/reference/editions.ts'
import { deviations } from '../requirements/deviations.ts'
import { requirementById, requirements } from '../requirements/registry.ts'
import { planSuite } from './plan.ts'
import type { Scenario } from './planned-case.ts'

describe('the suite', () => {
  let scenarios: readonly Scenario[] = []
  const place = ({ file, line, name }: Scenario) => `${file}:${line} ${name}`

  beforeAll(async () => {
    scenarios = (await planSuite('')).map(({ scenario }) => scenario)
  })

  it('has a scenario for every requirement that is not untestable', () => {
    const checked = new Set(scenarios.flatMap((scenario) => scenario.requirements))
    const testable = requirements.filter(({ level }) => level !== 'untestable')
    expect(testable.map(({ id }) => id).filter((id) => !checked.has(id))).toEqual([])
  })

  it('has no scenario without a requirement, or with one that is unknown, untestable or of another role', () => {
    expect(scenarios.filter((scenario) => scenario.requirements.length === 0).map(place)).toEqual([])
    const wrong = scenarios.filter((scenario) =>
      scenario.requirements
        .map(requirementById)
        .some(({ level, role, alsoIn }) => level === 'untestable' || ![role, alsoIn].includes(scenario.role)),
    )
    expect(wrong.map(place)).toEqual([])
  })

  it('has no scenario that mixes observed requirements with others', () => {
    const isObserved = (id: string) => requirementById(id).basis.kind === 'observed'
    const mixed = scenarios.filter(({ requirements: ids }) => ids.some(isObserved) && !ids.every(isObserved))
    expect(mixed.map(place)).toEqual([])
  })

  it('has each scenario in the folder of its role, and no two with the same file and name', () => {
    expect(scenarios.filter(({ file, role }) => !file.startsWith(`features/${role}/`)).map(place)).toEqual([])
    expect(new Set(scenarios.map(place)).size).toBe(scenarios.length)
  })
})

describe('the editions', () => {
  it('have exactly the deviations that are on record', () => {
    const named = new Set<string>(Object.values(editions).flat())
    const onRecord = new Set<string>(deviations.map(({ name }) => name))
    expect([...named].sort()).toEqual([...onRecord].sort())
  })
})
