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
  it('are one where there is nothing to choose', () => {
    expect(interleavings(graph([]))).toBe(1n)
    expect(interleavings(graph([1], [2], []))).toBe(1n)
  })

  it('are the ways from the first state to an end, two edges between the same states being two', () => {
    expect(interleavings(graph([1, 2], [3], [3], []))).toBe(2n)
    expect(interleavings(graph([1, 1], [2, 2, 2], []))).toBe(6n)
  })

  it('are not counted where they cannot be reached', () => {
    expect(interleavings(graph([2], [2, 2], []))).toBe(1n)
  })

  it('are exact beyond what a number can hold', () => {
    const diamonds = Array.from({ length: 100 }, (_, at) => [at + 1, at + 1])
    expect(interleavings(graph(...diamonds, []))).toBe(2n ** 100n)
  })

  it('are without number in a graph with a cycle, which is an error', () => {
    expect(() => interleavings(graph([1], [2, 3], [1], []))).toThrow('a cycle')
    expect(() => interleavings(graph([0]))).toThrow('a cycle')
  })
})
