import { describe, expect, it } from 'vitest'
import { coordinatorProperties } from '../properties/coordinator-properties.ts'
import type { CoordinatorBounds } from '../state-space/bounds.ts'
import { coordinatorStateSpace } from '../state-space/coordinator-moves.ts'
import { searchBreadthFirst } from './breadth-first.ts'
import { coordinatorNumbering } from './coordinator-numbering.ts'
import { exploreModel } from './explore-model.ts'
import { coordinator, page, task } from './fixtures/bounds.ts'

/** n over k. */
function over(n: number, k: number): number {
  let count = 1
  for (let at = 1; at <= k; at++) count = (count * (n - k + at)) / at
  return count
}

function factorial(n: number): bigint {
  return n < 2 ? 1n : BigInt(n) * factorial(n - 1)
}

function searched(bounds: CoordinatorBounds, symmetric: boolean) {
  const numbering = coordinatorNumbering(bounds, symmetric)
  if (numbering === undefined) throw new Error('the bounds do not fit into a key')
  return searchBreadthFirst({
    space: coordinatorStateSpace(bounds),
    properties: coordinatorProperties,
    numbering,
    deviations: page,
  })
}

/** Writers, readers, epochs; states and edges, in full and with symmetry. */
const small = [
  [1, 1, 1, 4, 4, 4, 4],
  [1, 1, 2, 9, 12, 9, 12],
  [2, 1, 2, 27, 54, 18, 36],
  [2, 2, 2, 81, 216, 36, 96],
  [2, 2, 3, 256, 768, 100, 300],
  [3, 3, 3, 4_096, 18_432, 400, 1_800],
] as const

describe('a coordinator without faults', () => {
  it.each(small)(
    'a coordinator with %i writers, %i readers and %i epochs has %i states and %i edges',
    (w, r, e, states, edges) => {
      const found = searched(coordinator(w, r, e), false)
      expect(found).toMatchObject({ states, edges, complete: true, violation: undefined })
      // Each sender is at one of e + 1 places, by itself.
      expect(states).toBe((e + 1) ** (w + r))
      // Each can go on from e of them, wherever the others are.
      expect(edges).toBe((w + r) * e * (e + 1) ** (w + r - 1))
      // Every step gives one message, and the last situation is where all are given.
      expect(found.depth).toBe((w + r) * e)
    },
  )

  // Large enough that a key which loses a bit would show. Tables of millions of states have a test of their own.
  it('a coordinator with 4 writers, 4 readers and 4 epochs has 5^8 states, all distinguished', () => {
    const found = searched(coordinator(4, 4, 4), false)
    expect(found).toMatchObject({
      states: 5 ** 8,
      edges: 8 * 4 * 5 ** 7,
      depth: 32,
      complete: true,
      violation: undefined,
    })
  })

  it.each([...small, [4, 4, 5, 1_679_616, 11_197_440, 15_876, 105_840] as const])(
    'with %i writers, %i readers and %i epochs, and the partitions alike, is smaller',
    (w, r, e, _s, _e, states, edges) => {
      expect(searched(coordinator(w, r, e), true)).toMatchObject({
        states,
        edges,
        complete: true,
        violation: undefined,
      })
      // As many as there are ways to put the writers into e + 1 places without telling them apart, and the readers.
      expect(states).toBe(over(w + e, e) * over(r + e, e))
      // Every place is as likely as another in such a count: of its e + 1 places, a sender can go on from e.
      expect(edges).toBe((states * w * e) / (e + 1) + (states * r * e) / (e + 1))
    },
  )

  it.each([
    [1, 1, 1, 2],
    [2, 2, 2, 2_520],
    [2, 2, 3, 369_600],
    [3, 3, 3, 137_225_088_000],
  ])(
    'with %i writers, %i readers and %i epochs has %i interleavings, counted with symmetry or without',
    (w, r, e, ways) => {
      // All orders of all messages, but for those that change the order of one sender's own.
      expect(BigInt(ways)).toBe(factorial((w + r) * e) / factorial(e) ** BigInt(w + r))
      for (const symmetric of [false, true]) {
        expect(searched(coordinator(w, r, e), symmetric).interleavings).toBe(BigInt(ways))
      }
    },
  )
})

describe('tasks without rows', () => {
  it.each([1, 2, 3])('tasks of %i partitions have the interleavings of a start and an end each', async (partitions) => {
    const found = await exploreModel({ bounds: task(partitions, 0), deviations: new Set(), symmetric: false })
    // Not started, running, or at its end, and in which order those have started that have: their ids tell.
    const states = [0, 1, 2, 3].map((k) => over(partitions, k) * Number(factorial(k)) * 2 ** k)
    expect(found.states).toBe(states.reduce((sum, count) => sum + count))
    expect(found.interleavings).toBe(factorial(2 * partitions) / 2n ** BigInt(partitions))
  })
})
