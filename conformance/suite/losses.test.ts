import { describe, expect, it } from 'vitest'
import { Losses, lossesOf } from './losses.ts'
import type { VerdictKind } from './verdict.ts'

const role = 'task' as const
const suite = Array.from({ length: 30 }, (_, at) => ({ id: `case ${at}`, role }))
const others = suite.map(({ id }) => ({ id: `other ${id}`, role: 'planner' as const }))

/** The numbers of the cases that are not run, from the verdicts that are known by number. */
function givenUp(verdicts: readonly (readonly [number, VerdictKind])[]): readonly number[] {
  const losses = new Losses([...suite, ...others])
  for (const [at, verdict] of verdicts) losses.note({ id: `case ${at}`, role }, verdict)
  expect(others.filter((one) => losses.givenUp(one) !== undefined)).toEqual([])
  return suite.flatMap((one, at) => (losses.givenUp(one) === undefined ? [] : [at]))
}

const lost = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => [from + at, at % 2 === 0 ? 'crashed' : 'timed-out'] as const)
const from = (first: number) => suite.flatMap((_, at) => (at < first ? [] : [at]))

describe('a role is given up', () => {
  it('after ten lost cases in a row, and only that role', () => {
    expect(givenUp(lost(3, 12))).toEqual([])
    expect(givenUp(lost(3, 13))).toEqual(from(13))
    expect(givenUp(lost(3, 20))).toEqual(from(13))
  })

  it('from the same case on, whatever the order in which the cases ran', () => {
    expect(givenUp(lost(3, 13).toReversed())).toEqual(from(13))
    expect(givenUp([...lost(8, 21), ...lost(5, 8), ...lost(3, 5)])).toEqual(from(13))
    expect(givenUp([...lost(15, 30), ...lost(0, 11)])).toEqual(from(10))
  })

  it('never if another case is between the lost ones, or one is not known', () => {
    expect(givenUp([...lost(0, 9), [9, 'failed'], ...lost(10, 19)])).toEqual([])
    expect(givenUp([...lost(0, 9), ...lost(10, 19)])).toEqual([])
    expect(givenUp([...lost(0, 9), [9, 'not-run'], ...lost(10, 19)])).toEqual([])
  })

  it('for a reason that names the role', () => {
    const losses = lossesOf(
      lost(0, 10).map(([at, verdict]) => ({ id: `case ${at}`, role, verdict })),
      suite,
    )
    expect(losses.givenUp({ id: 'case 10', role })).toBe(
      'given up: the driver crashed or timed out in 10 cases of role task in a row',
    )
  })
})

describe('the case that decides whether a lost case ends a row of ten', () => {
  const deciding = (verdicts: readonly (readonly [number, VerdictKind])[], at: number) =>
    lossesOf(
      verdicts.map(([number, verdict]) => ({ id: `case ${number}`, role, verdict })),
      suite,
    ).decidingBefore({ id: `case ${at}`, role })

  it('is the nearest one before it that is not known', () => {
    expect(deciding(lost(20, 21), 20)).toBe('case 19')
    expect(deciding(lost(17, 21), 20)).toBe('case 16')
  })

  it('does not exist once the row is known, or began with the suite', () => {
    expect(deciding([[16, 'passed'], ...lost(17, 21)], 20)).toBeUndefined()
    expect(deciding(lost(11, 21), 20)).toBeUndefined()
    expect(deciding(lost(0, 3), 2)).toBeUndefined()
  })
})
