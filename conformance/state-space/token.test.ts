import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Bounds } from './bounds.ts'
import { type Fault, faultNames } from './faults.ts'
import { greatest } from './limits.ts'
import { faultsOf, referenceBounds } from './roles.ts'
import { readToken, type Token, TokenError, writeToken } from './token.ts'

const size = fc.nat(99)
const faults = (role: Bounds['role']) => fc.subarray([...faultsOf(role)])

/** Bounds of every role, also those that no space would take. */
const bounds: fc.Arbitrary<Bounds> = fc.oneof(
  fc.record({
    role: fc.constant('planner' as const),
    plans: size,
    depth: fc.nat(10),
    faults: faults('planner'),
    times: size,
  }),
  fc.record({
    role: fc.constant('operator' as const),
    partitions: size,
    coordinator: fc.constantFrom('answers', 'holds', 'missing', 'nameless'),
    executions: size,
    faults: faults('operator'),
    times: size,
  }),
  fc.record({
    role: fc.constant('task' as const),
    partitions: size,
    coordinator: fc.constantFrom('answers', 'missing', 'nameless'),
    first: fc.option(fc.nat(greatest('first')), { nil: undefined }),
    epochs: size,
    rows: size,
    faults: faults('task'),
    times: size,
  }),
  fc.record({
    role: fc.constant('coordinator' as const),
    writers: size,
    readers: size,
    epochs: size,
    first: fc.nat(greatest('first')),
    faults: faults('coordinator'),
    times: size,
  }),
  fc.record({
    role: fc.constant('query' as const),
    partitions: size,
    first: fc.nat(greatest('first')),
    epochs: size,
    rows: size,
    faults: faults('query'),
    times: size,
  }),
)

const tokens: fc.Arbitrary<Token> = fc.record({ bounds, choices: fc.array(fc.nat(36 * 36 - 1)) })

const plain = 'coordinator:w2r2e3f1x1:duplicate.late:0120'

describe('a token', () => {
  it('is read as it was written (seed 1)', () => {
    fc.assert(
      fc.property(tokens, (token) => {
        expect(readToken(writeToken(token))).toEqual(token)
      }),
      { seed: 1 },
    )
  })

  it('is short, and one word', () => {
    const token = { bounds: { ...referenceBounds('coordinator'), faults: ['duplicate', 'late'] as Fault[] } }
    expect(writeToken({ ...token, choices: [0, 1, 35, 36, 1_295] })).toBe(
      'coordinator:w2r2e3f1x1:duplicate.late:01z_10_zz',
    )
  })

  it('may have white space around it', () => {
    expect(readToken(` ${plain}\n`)).toEqual(readToken(plain))
  })

  it('cannot hold a choice that no state offers', () => {
    expect(() => writeToken({ bounds: referenceBounds('planner'), choices: [36 * 36] })).toThrow(
      'no state offers that many moves',
    )
  })
})

describe('a token that cannot be read', () => {
  it.each([
    ['', '"": not a role (a token begins with planner, operator, task, coordinator, query)'],
    ['reader:p1::0', '"reader": not a role'],
    [`${plain}:9`, 'a token has 4 parts between colons (this one has 5)'],
    ['coordinator:w2 r2::0', '"w2 r2": not bounds'],
    ['coordinator:w2R2::0', '"w2R2": not bounds'],
    ['coordinator:w2r2e3f1x1p4::0', 'role coordinator has no bound "p" (its bounds are w, r, e, f, x)'],
    ['coordinator:w2e3f1x1::0', 'the bound readers ("r") is missing'],
    ['coordinator', 'the bound writers ("w") is missing'],
    ['coordinator:w-r2e3f1x1::0', '"w-": writers has to be a number'],
    ['coordinator:w2r2e3f99999999999999999x1::0', '"f99999999999999999": too large'],
    ['query:p1000f0e1000r1000x1::0', '"p1000": too large (partitions is at most 100)'],
    ['planner:n1d11x1::0', '"d11": too large (depth is at most 10)'],
    [`${plain}${'0'.repeat(100_000)}`, '100004 choices: too many'],
    ['operator:p1c4n1x1::0', '"c4": one of 0 (answers), 1 (holds), 2 (missing), 3 (nameless) is wanted'],
    ['coordinator:w2r2e3f1x1:sleepy:0', 'role coordinator has no fault "sleepy" (its faults are '],
    ['coordinator:w2r2e3f1x1:restart:0', 'role coordinator has no fault "restart" (its faults are '],
    ['coordinator:w2r2e3f1x1::0A', '"0A": not choices'],
    ['coordinator:w2r2e3f1x1::0_1', '"0_1": not choices'],
  ])('is refused with the reason: %j', (text, why) => {
    expect(() => readToken(text)).toThrow(TokenError)
    expect(() => readToken(text)).toThrow(why)
  })

  it('may name only faults of its role', () => {
    for (const fault of faultNames) {
      const read = () => readToken(`planner:n1d1x1:${fault}:`)
      if (faultsOf('planner').includes(fault)) expect(read().bounds.faults).toEqual([fault])
      else expect(read).toThrow(TokenError)
    }
  })
})
