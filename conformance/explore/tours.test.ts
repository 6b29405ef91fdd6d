import { describe, expect, it } from 'vitest'
import type { Bounds } from '../state-space/bounds.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import { choosing, walk } from '../state-space/walk.ts'
import { type Coverage, coverageOf, united } from './coverage.ts'
import { coordinator, operator, page, task } from './fixtures/bounds.ts'
import { graphOf, TooLarge } from './graph.ts'
import { toursOf } from './tours.ts'

const query: Bounds = { role: 'query', partitions: 1, first: 1, epochs: 1, rows: 1, faults: [], times: 1 }
const several: readonly (readonly [string, Bounds])[] = [
  ['coordinator', coordinator(2, 2, 3)],
  ['coordinator with faults', coordinator(2, 1, 2, 'duplicate', 'late', 'lost')],
  ['operator', operator(3, 'interrupt', 'throw')],
  ['task', task(2, 1, 'complete', 'interrupt')],
  ['query', query],
  ['planner', { role: 'planner', plans: 2, depth: 2, faults: ['throw'], times: 1 }],
]

function follow(coverage: Coverage, bounds: Bounds, choices: readonly number[]) {
  const { space, steps } = walk(stateSpaceOf(bounds), choosing(choices), page)
  coverage.follow(
    space.opening,
    steps.map(({ action }) => action),
  )
}

function offTheMenu(choice: number): never {
  throw new Error(`there is no choice ${choice}`)
}

describe('tours', () => {
  it.each(several)('tours cover every edge, and each covers a new one: %s', (_, bounds) => {
    const graph = graphOf(stateSpaceOf(bounds), page)
    const coverage = coverageOf(graph)
    const gone = new Set<number>()
    for (const choices of toursOf(graph)) {
      const before = gone.size
      let at = 0
      for (const choice of choices) {
        const edge = graph.edges[at]?.[choice] ?? offTheMenu(choice)
        gone.add(edge.number)
        at = edge.to
      }
      expect(gone.size).toBeGreaterThan(before)
      follow(coverage, bounds, choices)
    }
    expect(gone.size).toBe(graph.size)
    const { states, ofStates, edges, ofEdges } = coverage.report()
    expect([states, edges]).toEqual([ofStates, ofEdges])
    expect([ofStates, ofEdges]).toEqual([graph.edges.length, graph.size])
  })

  it('a tour goes on until no move is enabled', () => {
    const graph = graphOf(stateSpaceOf(coordinator(2, 1, 2)), page)
    for (const choices of toursOf(graph)) expect(choices).toHaveLength(6)
  })

  it('there are far fewer tours than schedules', () => {
    // 216 edges, of which the first tours take eight each, and 2,520 schedules.
    expect([...toursOf(graphOf(stateSpaceOf(coordinator(2, 2, 2)), page))].length).toBeLessThan(100)
  })
})

describe('coverage', () => {
  const bounds = coordinator(1, 1, 1)
  const graph = graphOf(stateSpaceOf(bounds), page)

  it('coverage is zero before the first case', () => {
    const visited = { states: 'AA==', edges: 'AA==' }
    expect(coverageOf(graph).report()).toEqual({ bounds, states: 0, ofStates: 4, edges: 0, ofEdges: 4, visited })
  })

  it('coverage counts a state and an edge once, however often cases visit them', () => {
    const coverage = coverageOf(graph)
    follow(coverage, bounds, [0])
    follow(coverage, bounds, [0])
    expect(coverage.report()).toMatchObject({ states: 2, edges: 1 })
    follow(coverage, bounds, [0, 0])
    expect(coverage.report()).toMatchObject({ states: 3, edges: 2 })
    follow(coverage, bounds, [1, 0])
    expect(coverage.report()).toMatchObject({ states: 4, edges: 4 })
  })

  it('the coverage of two runs together counts what one of them or both have visited', () => {
    const [one, other, both] = [coverageOf(graph), coverageOf(graph), coverageOf(graph)]
    follow(one, bounds, [0, 0])
    follow(other, bounds, [1, 0])
    for (const choices of [
      [0, 0],
      [1, 0],
    ])
      follow(both, bounds, choices)
    expect(united(one.report(), other.report())).toEqual(both.report())
    expect(both.report()).toMatchObject({ states: 4, edges: 4 })
    expect(one.report().states).toBe(3)
  })

  it('coverages of two graphs cannot be united', () => {
    const larger = coverageOf(graphOf(stateSpaceOf(coordinator(2, 2, 2)), page)).report()
    expect(() => united(coverageOf(graph).report(), larger)).toThrow(RangeError)
    expect(() => united(larger, coverageOf(graph).report())).toThrow(RangeError)
  })

  it('coverage ignores an action outside of the state space, and all actions after it', () => {
    const coverage = coverageOf(graph)
    const { space, steps } = walk(stateSpaceOf(bounds), choosing([0, 0]), page)
    const [writers, readers, commit, report] = steps.map(({ action }) => action)
    if (!writers || !readers || !commit || !report) throw new Error('the walk has four steps')
    coverage.follow(space.opening, [writers, readers, commit, commit, report])
    expect(coverage.report()).toMatchObject({ states: 2, edges: 1 })
  })

  it('coverage counts all possible states of an ambiguous case: a late message may be lost', () => {
    const either = coordinator(1, 1, 2, 'late', 'lost')
    const coverage = coverageOf(graphOf(stateSpaceOf(either), page))
    const late = stateSpaceOf(either)
      .moves(stateSpaceOf(either).env, walk(stateSpaceOf(either), choosing([]), page).state)
      .findIndex(({ fault }) => fault === 'late')
    follow(coverage, either, [late])
    expect(coverage.report()).toMatchObject({ states: 3, edges: 2 })
  })

  it('coverage counts a case with another first epoch as the same case', () => {
    const coverage = coverageOf(graph)
    follow(coverage, { ...bounds, first: 7 }, [0, 0])
    expect(coverage.report()).toMatchObject({ states: 3, edges: 2 })
  })

  it('coverage ignores a case with another setup or another beginning', () => {
    const coverage = coverageOf(graph)
    const { space, steps } = walk(stateSpaceOf(bounds), choosing([0, 0]), page)
    const actions = steps.map(({ action }) => action)
    coverage.follow(space.opening, actions.slice(1))
    coverage.follow({ role: 'planner', setup: {} }, actions)
    follow(coverage, { ...bounds, writers: 2 }, [0, 0])
    expect(coverage.report()).toMatchObject({ states: 0, edges: 0 })
  })
})

describe('a graph', () => {
  it('a graph with more states than allowed is an error', () => {
    expect(() => graphOf(stateSpaceOf(coordinator(2, 2, 2)), page, 80)).toThrow(TooLarge)
    expect(graphOf(stateSpaceOf(coordinator(2, 2, 2)), page, 81).edges).toHaveLength(81)
  })
})
