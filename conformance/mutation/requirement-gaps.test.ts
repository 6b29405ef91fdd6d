import { describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { requirementById, requirements } from '../requirements/registry.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { readScenarios } from '../suite/read-scenarios.ts'
import { mutants } from './mutants/mutants.ts'
import { danglingReferences, nextIds, placesOf, type References, readModelLines } from './requirement-gaps.ts'

const nothing: References = { scenarios: [], mutants: [], modelLines: [] }
const everything: References = { scenarios: readScenarios(), mutants, modelLines: readModelLines(packageRoot) }
const added = { ...requirementById('OP-45'), id: 'OP-99' }

describe('what a requirement lacks', () => {
  it('No requirement of the registry lacks a scenario, a mutant or a model line.', () => {
    expect(requirements.length).toBeGreaterThan(200)
    expect(requirements.flatMap((each) => placesOf(each, everything).gaps)).toEqual([])
  })

  it('Every id that a scenario, a mutant or the model names has a record.', () => {
    expect(everything.modelLines.length).toBeGreaterThan(40)
    expect(danglingReferences(requirements, everything)).toEqual([])
  })

  it('A record alone lacks a scenario, a mutant and a model line, and the gaps say where they go.', () => {
    expect(placesOf(added, everything).gaps).toEqual([
      'OP-99 has no scenario: tag one in features/operator with @OP-99',
      "OP-99 has no mutant: add one with breaks: ['OP-99'] to conformance/mutation/mutants/operator*.ts",
      'OP-99 has no model line: name it in a comment (// OP-99) where src/reference keeps it',
    ])
  })

  it('A scenario, a mutant and a model line are found by the id.', () => {
    const references: References = {
      scenarios: [{ file: 'features/operator/x.feature', line: 7, requirements: ['OP-9', 'OP-99'] }],
      mutants: [{ name: 'asks late', breaks: ['OP-99'] }],
      modelLines: [{ id: 'OP-99', place: 'src/reference/operator.ts:3' }],
    }
    expect(placesOf(added, references)).toEqual({
      id: 'OP-99',
      scenarios: ['features/operator/x.feature:7'],
      mutants: ['asks late'],
      modelLines: ['src/reference/operator.ts:3'],
      gaps: [],
    })
    expect(danglingReferences([added], references)).toEqual([
      'features/operator/x.feature:7: names OP-9, which has no record (correct the id, or add the record to conformance/requirements)',
    ])
  })

  it('An untestable requirement lacks nothing.', () => {
    expect(placesOf(requirementById('CE-3'), nothing).gaps).toEqual([])
  })

  it('The next free id of each page follows its highest id.', () => {
    const free = nextIds(packageRoot)
    const numbersOf = Map.groupBy(requirements, ({ id }) => id.split('-')[0])
    const highest = (of: readonly Requirement[]) => Math.max(...of.map(({ id }) => Number(id.split('-')[1])))
    const expected = [...numbersOf].map(([page, of]) => `${page}-${highest(of) + 1}`)
    expect(new Set(free.map(({ id }) => id))).toEqual(new Set(expected))
    expect(free.find(({ id }) => id.startsWith('PL-'))?.files).toEqual(['conformance/requirements/planner.ts'])
  })
})
