import { describe, expect, it } from 'vitest'
import { type CoordinatorHistory, coordinatorProperties } from '../properties/coordinator-properties.ts'
import type { CoordinatorBounds } from '../state-space/bounds.ts'
import { type CoordinatorEnv, coordinatorStateSpace } from '../state-space/coordinator-moves.ts'
import { searchBreadthFirst } from './breadth-first.ts'
import { coordinatorNumbering } from './coordinator-numbering.ts'
import { coordinator, page } from './fixtures/bounds.ts'
import { shownByGraph } from './fixtures/traces.ts'
import type { Numbering } from './numbering.ts'
import { textNumbering } from './text-numbering.ts'

type CoordinatorNumbering = Numbering<CoordinatorEnv, CoordinatorHistory>

function packed(bounds: CoordinatorBounds, symmetric = false): CoordinatorNumbering {
  const numbering = coordinatorNumbering(bounds, symmetric)
  if (numbering === undefined) throw new Error('the bounds do not fit into a key')
  return numbering
}

function search(bounds: CoordinatorBounds, numbering: CoordinatorNumbering) {
  const space = coordinatorStateSpace(bounds)
  return searchBreadthFirst({ space, properties: coordinatorProperties, numbering, deviations: page })
}

/** Numbers as the first does, and lets the others number the same situations. */
function beside(first: CoordinatorNumbering, ...others: readonly CoordinatorNumbering[]): CoordinatorNumbering {
  return {
    get size() {
      return first.size
    },
    symmetric: first.symmetric,
    numberOf(env, history, state) {
      const numbers = [first, ...others].map((one) => one.numberOf(env, history, state))
      pairs.add(String(numbers))
      return numbers[0] as number
    },
  }
}

const pairs = new Set<string>()

const several = [
  coordinator(2, 2, 2),
  coordinator(1, 2, 3),
  ...(['duplicate', 'late', 'lost', 'stop', 'ask', 'throw', 'together'] as const).map((fault) =>
    coordinator(2, 2, 2, fault),
  ),
  coordinator(1, 1, 3, 'duplicate', 'late', 'lost', 'stop'),
  coordinator(2, 1, 2, 'duplicate', 'late', 'throw', 'ask'),
  coordinator(3, 2, 2, 'together', 'lost'),
  coordinator(2, 0, 2, 'late', 'stop'),
].map((bounds) => [`${bounds.writers}, ${bounds.readers}, ${bounds.epochs} ${bounds.faults.join()}`, bounds] as const)

describe('a packed key', () => {
  it.each(several)('a packed key distinguishes the same situations as their text: %s', (_, bounds) => {
    pairs.clear()
    const [text, key] = [textNumbering(), packed(bounds)]
    const found = search(bounds, beside(text, key))
    expect(found.complete).toBe(true)
    // As many pairs as there are numbers of the one, and of the other: each belongs to one.
    expect([key.size, pairs.size]).toEqual([text.size, text.size])
    expect(search(bounds, packed(bounds))).toEqual(found)
  })

  it('there is no packed key for too many senders or for a fault that it does not encode', () => {
    expect(coordinatorNumbering(coordinator(16, 16, 1), true)).toBeUndefined()
    expect(coordinatorNumbering(coordinator(1, 1, 31), true)).toBeUndefined()
    expect(coordinatorNumbering(coordinator(1, 1, 1, 'recount'), true)).toBeUndefined()
  })

  it('a situation with a value that the packed key does not encode is an error', () => {
    const elsewhere = packed(coordinator(2, 1, 1))
    expect(() => search(coordinator(1, 1, 1), elsewhere)).toThrow('key of a coordinator state: not encoded')
    expect(() => search(coordinator(2, 1, 2), elsewhere)).toThrow()
  })
})

/** The moves of a `together` are chosen by the numbers of the senders. */
const nameless = several.filter(([, { faults }]) => !faults.includes('together'))

describe('the symmetric key', () => {
  it.each(nameless)('the graph of symmetric keys has as many interleavings as the full graph: %s', (_, bounds) => {
    const whole = search(bounds, packed(bounds)).interleavings
    expect(whole).toBeGreaterThan(0n)
    expect(search(bounds, packed(bounds, true)).interleavings).toBe(whole)
  })

  it('there is no symmetric key where names make a difference', () => {
    expect(coordinatorNumbering(coordinator(3, 1, 2, 'together'), true)).toBeUndefined()
    expect(coordinatorNumbering(coordinator(3, 1, 2, 'together'), false)).toBeDefined()
  })

  it.each(nameless)(
    'the symmetric search reaches every situation of the full search, up to the names of partitions: %s',
    (_, bounds) => {
      const [whole, quotient] = [packed(bounds, true), packed(bounds, true)]
      // Told apart by the text, and numbered by the key on the side: that is how many there are.
      search(bounds, beside(textNumbering(), whole))
      search(bounds, quotient)
      expect(quotient.size).toBe(whole.size)
    },
  )

  it.each(nameless)('the symmetric search shows the same events as the full search: %s', (_, bounds) => {
    const space = coordinatorStateSpace(bounds)
    const whole = shownByGraph(space, textNumbering() as CoordinatorNumbering)
    expect([...shownByGraph(space, packed(bounds, true))].sort()).toEqual([...whole].sort())
  })

  it('the symmetric search reaches each situation on a path of the same length', () => {
    const bounds = coordinator(2, 2, 2, 'late')
    const lengths = (symmetric: boolean) =>
      [...search(bounds, packed(bounds, symmetric)).reached].map(([name, way]) => [name, way.length])
    expect(lengths(true)).toEqual(lengths(false))
    expect(lengths(true)).toHaveLength(coordinatorProperties.sometimes.length)
  })
})
