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
  it.each(several)('tells the same situations from each other as the text of all does: %s', (_, bounds) => {
    pairs.clear()
    const [text, key] = [textNumbering(), packed(bounds)]
    const found = search(bounds, beside(text, key))
    expect(found.complete).toBe(true)
    // As many pairs as there are numbers of the one, and of the other: each belongs to one.
    expect([key.size, pairs.size]).toEqual([text.size, text.size])
    expect(search(bounds, packed(bounds))).toEqual(found)
  })

  it('does not fit where there are too many senders, or a fault that it does not tell', () => {
    expect(coordinatorNumbering(coordinator(16, 16, 1), true)).toBeUndefined()
    expect(coordinatorNumbering(coordinator(1, 1, 31), true)).toBeUndefined()
    expect(coordinatorNumbering(coordinator(1, 1, 1, 'recount'), true)).toBeUndefined()
  })

  it('is not given for a situation of which it does not tell all', () => {
    const elsewhere = packed(coordinator(2, 1, 1))
    expect(() => search(coordinator(1, 1, 1), elsewhere)).toThrow('the key does not tell this state from others')
    expect(() => search(coordinator(2, 1, 2), elsewhere)).toThrow()
  })
})

/** What is done together is chosen by the senders' numbers. */
const nameless = several.filter(([, { faults }]) => !faults.includes('together'))

describe('the symmetric key', () => {
  it.each(nameless)('has as many interleavings as the whole: %s', (_, bounds) => {
    const whole = search(bounds, packed(bounds)).interleavings
    expect(whole).toBeGreaterThan(0n)
    expect(search(bounds, packed(bounds, true)).interleavings).toBe(whole)
  })

  it('is not there where names make a difference', () => {
    expect(coordinatorNumbering(coordinator(3, 1, 2, 'together'), true)).toBeUndefined()
    expect(coordinatorNumbering(coordinator(3, 1, 2, 'together'), false)).toBeDefined()
  })

  it.each(nameless)('leads to every situation of the whole, up to the names of the partitions: %s', (_, bounds) => {
    const [whole, quotient] = [packed(bounds, true), packed(bounds, true)]
    // Told apart by the text, and numbered by the key on the side: that is how many there are.
    search(bounds, beside(textNumbering(), whole))
    search(bounds, quotient)
    expect(quotient.size).toBe(whole.size)
  })

  it.each(nameless)('shows all that the whole shows, and nothing else: %s', (_, bounds) => {
    const space = coordinatorStateSpace(bounds)
    const whole = shownByGraph(space, textNumbering() as CoordinatorNumbering)
    expect([...shownByGraph(space, packed(bounds, true))].sort()).toEqual([...whole].sort())
  })

  it('reaches what is to be reached on ways of the same length', () => {
    const bounds = coordinator(2, 2, 2, 'late')
    const lengths = (symmetric: boolean) =>
      [...search(bounds, packed(bounds, symmetric)).reached].map(([name, way]) => [name, way.length])
    expect(lengths(true)).toEqual(lengths(false))
    expect(lengths(true)).toHaveLength(coordinatorProperties.sometimes.length)
  })
})
