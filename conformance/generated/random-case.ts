import fc from 'fast-check'
import type { Role } from '../../src/contract/roles.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { type Fault, faultNames } from '../state-space/faults.ts'
import { faultsOf, referenceBounds } from '../state-space/roles.ts'
import { randomBelow } from '../state-space/walk.ts'

/** A generated case: small integers that decode to bounds and a schedule, so that both shrink together. */
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
 * The bounds of a generated setup. Every fourth case keeps to the reference bounds of the coverage. The others vary every field
 * and allow a few faults at a time, since a case with all faults seldom gets far.
 */
export function randomBounds<R extends Role>(role: R, setup: readonly number[]): Bounds<R> {
  const [kind = 0, first = 0, second = 0, third = 0, fourth = 0, fifth = 0, mask = 0, ...some] = setup
  if (kind % 4 === 0) return referenceBounds(role)
  const faults = faultsOf(role).filter((_, at) =>
    mask % 3 === 2 ? true : (some[at] ?? 0) % (mask % 3 === 0 ? 4 : 2) === 1,
  )
  return boundsFrom[role]([first, second, third, fourth, fifth], faults)
}

/** The numbers of a generated setup, which decide the sizes of a role's bounds. */
type Numbers = readonly [first: number, second: number, third: number, fourth: number, fifth: number]

const times = 9
const one = <const T>(number: number, ...from: readonly [T, ...T[]]): T => from[number % from.length] as T

const answers = 'answers'
const mostlyAnswers = [answers, answers, answers, answers, answers, answers, 'missing', 'nameless'] as const

const boundsFrom: { readonly [R in Role]: (numbers: Numbers, faults: readonly Fault[]) => Bounds<R> } = {
  planner: ([first, second], faults) => {
    return { role: 'planner', plans: one(first, 1, 2, 3), depth: one(second, 1, 2, 3), faults, times }
  },
  operator: ([first, second, third], faults) => ({
    role: 'operator',
    partitions: one(first, 1, 2, 3, 0, 4),
    coordinator: one(second, 'holds', 'answers', 'holds', 'missing', 'nameless'),
    executions: one(third, 1, 2, 3),
    faults,
    times,
  }),
  task: ([first, second, third, fourth, fifth], faults) => ({
    role: 'task',
    partitions: one(first, 1, 2, 3, 4),
    coordinator: one(second, ...mostlyAnswers),
    first: one(third, 1, 0, 7, 2 ** 31, 1, 0, 3, undefined),
    epochs: one(fourth, 2, 3, 1),
    rows: one(fifth, 1, 2, 0),
    faults,
    times,
  }),
  coordinator: ([first, second, third, fourth], faults) => ({
    role: 'coordinator',
    writers: one(first, 1, 2, 3, 0, 4),
    readers: one(second, 1, 2, 3, 0, 4),
    epochs: one(third, 2, 3, 4, 6),
    first: one(fourth, 1, 0, 7, 2 ** 31),
    faults,
    times,
  }),
  query: ([first, second, third, fourth, fifth], faults) => ({
    role: 'query',
    partitions: one(first, 1, 2, 3),
    first: one(second, 1, 0, 4),
    epochs: one(third, 2, 1, 3),
    rows: one(fourth, 1, 2, 0),
    faults,
    times: one(fifth, 1, 2),
  }),
}
