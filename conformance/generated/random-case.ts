import fc from 'fast-check'
import type { Bounds } from '../state-space/bounds.ts'
import { faultsOf, referenceBounds } from '../state-space/by-role.ts'
import { type Fault, faultNames } from '../state-space/faults.ts'
import { randomBelow } from '../state-space/walk.ts'

/** A generated case: small integers, from which bounds and schedule are made, so that both shrink together. */
export interface RandomCase {
  readonly setup: readonly number[]
  readonly schedule: readonly number[]
}

const byte = fc.nat(255)
const setupLength = 8 + faultNames.length

/** Cases of any role; a schedule is up to `length` choices long. */
export function randomCases(length: number): fc.Arbitrary<RandomCase> {
  return fc.record({
    setup: fc.array(byte, { minLength: setupLength, maxLength: setupLength }),
    schedule: fc.array(fc.nat(randomBelow - 1), { maxLength: length, size: 'max' }),
  })
}

/**
 * The bounds of a generated setup. Every fourth case keeps to the bounds against which coverage is told; the others
 * vary in everything, and allow a few faults at a time, since a case with all of them seldom gets anywhere.
 */
export function randomBounds<R extends Bounds['role']>(role: R, setup: readonly number[]): Bounds {
  const [kind = 0, first = 0, second = 0, third = 0, fourth = 0, , mask = 0, ...some] = setup
  if (kind % 4 === 0) return referenceBounds(role)
  const few = faultsOf(role).filter((_, at) =>
    mask % 3 === 2 ? true : (some[at] ?? 0) % (mask % 3 === 0 ? 4 : 2) === 1,
  )
  const one = <T>(number: number, ...from: readonly [T, ...T[]]): T => from[number % from.length] as T
  const faults: readonly Fault[] = few
  const times = 9
  switch (role) {
    case 'planner':
      return { role: 'planner', plans: one(first, 1, 2, 3), depth: one(second, 1, 2, 3), faults, times }
    case 'operator':
      return {
        role: 'operator',
        partitions: one(first, 1, 2, 3, 0, 4),
        coordinator: one(second, 'holds', 'answers', 'holds', 'missing', 'nameless'),
        executions: one(third, 1, 2, 3),
        faults,
        times,
      }
    case 'task':
      return {
        role: 'task',
        partitions: one(first, 1, 2, 3, 4),
        coordinator: one(
          second,
          'answers',
          'answers',
          'answers',
          'answers',
          'answers',
          'answers',
          'missing',
          'nameless',
        ),
        first: one(third, 1, 0, 7, 2 ** 31, 1, 0, 3, undefined),
        epochs: one(fourth, 2, 3, 1),
        rows: one(setup[5] ?? 0, 1, 2, 0),
        faults,
        times,
      }
    case 'coordinator':
      return {
        role: 'coordinator',
        writers: one(first, 1, 2, 3, 0, 4),
        readers: one(second, 1, 2, 3, 0, 4),
        epochs: one(third, 2, 3, 4, 6),
        first: one(fourth, 1, 0, 7, 2 ** 31),
        faults,
        times,
      }
    case 'query':
      return {
        role: 'query',
        partitions: one(first, 1, 2, 3),
        first: one(second, 1, 0, 4),
        epochs: one(third, 2, 1, 3),
        rows: one(fourth, 1, 2, 0),
        faults,
        times: one(setup[5] ?? 0, 1, 2),
      }
  }
}
