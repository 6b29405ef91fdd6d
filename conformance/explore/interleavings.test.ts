import { describe, expect, it } from 'vitest'
import { type Edges, interleavings } from './interleavings.ts'

/** The graph with these edges, by state. */
function graph(...edges: readonly (readonly number[])[]): Edges {
  const targets = edges.flat()
  return {
    states: edges.length,
    start: (state) => edges.slice(0, state).flat().length,
    target: (edge) => targets[edge] as number,
  }
}

describe('interleavings', () => {
  it('a graph without a choice has one interleaving', () => {
    expect(interleavings(graph([]))).toBe(1n)
    expect(interleavings(graph([1], [2], []))).toBe(1n)
  })

  it('interleavings are the paths from the first state to an end, and parallel edges count separately', () => {
    expect(interleavings(graph([1, 2], [3], [3], []))).toBe(2n)
    expect(interleavings(graph([1, 1], [2, 2, 2], []))).toBe(6n)
  })

  it('unreachable states add no interleaving', () => {
    expect(interleavings(graph([2], [2, 2], []))).toBe(1n)
  })

  it('the number of interleavings is exact beyond the range of a number', () => {
    const diamonds = Array.from({ length: 100 }, (_, at) => [at + 1, at + 1])
    expect(interleavings(graph(...diamonds, []))).toBe(2n ** 100n)
  })

  it('a graph with a cycle is an error', () => {
    expect(() => interleavings(graph([1], [2, 3], [1], []))).toThrow('a cycle')
    expect(() => interleavings(graph([0]))).toThrow('a cycle')
  })
})
