import { expect, it } from 'vitest'
import type { Broken, RowsSeen } from '../run/try-schedule.ts'
import type { SinkScenario } from '../schedules/scenarios.ts'
import { guaranteesOf, keepsClaim } from './judge-sink.ts'

const seen = (lost: readonly string[], doubled: readonly string[], isTold = true): RowsSeen => ({
  kind: 'seen',
  moments: [],
  lost,
  doubled,
  early: [],
  isTold,
})
const broken: Broken = { kind: 'broken', moments: [], reason: 'x' }
const scenario = (spark: SinkScenario['spark']): SinkScenario => ({
  name: 'x',
  fault: 'Nothing fails',
  spark,
  steps: [],
})
const documented = scenario('as documented')
const asItIs = scenario('as it is')

it.each([
  [[], [], 'exactly-once'],
  [[], ['a'], 'at-least-once'],
  [['a'], [], 'at-most-once'],
  [['a'], ['b'], 'none'],
] as const)('Rows lost: %j, rows doubled: %j: the guarantee is %s', (lost, doubled, expected) => {
  const tried = [
    { scenario: documented, result: seen(lost, []) },
    { scenario: documented, result: seen([], doubled) },
  ]
  expect(guaranteesOf(tried).sinkAlone).toBe(expected)
})

it('A sink is not blamed for what Spark does against its documentation', () => {
  const tried = [
    { scenario: documented, result: seen([], []) },
    { scenario: asItIs, result: seen(['a'], []) },
  ]
  expect(guaranteesOf(tried)).toEqual({ sinkAlone: 'exactly-once', withSpark: 'at-most-once' })
})

it('Nothing is guaranteed by scenarios that were not run to their end, or committed no row', () => {
  const tried = [
    { scenario: documented, result: broken },
    { scenario: documented, result: seen([], [], false) },
  ]
  expect(guaranteesOf(tried)).toEqual({ sinkAlone: undefined, withSpark: undefined })
})

it.each([
  ['exactly-once', 'at-least-once', false],
  ['exactly-once', 'exactly-once', true],
  ['at-least-once', 'exactly-once', true],
  ['at-least-once', 'at-most-once', false],
  ['at-most-once', 'at-most-once', true],
  ['none', 'none', true],
] as const)('A claim of %s is kept by %s: %s', (claim, found, expected) =>
  expect(keepsClaim(claim, found)).toBe(expected),
)
