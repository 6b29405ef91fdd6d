import { describe, expect, it } from 'vitest'
import { isPlaceIn } from './place-pattern.ts'

const scenario = { file: 'features/task/commit.feature', line: 17 }

describe('a place in the features', () => {
  it.each([
    ['features/task/commit.feature:17', true],
    ['features/task/commit.feature', true],
    ['features/task/commit.feature:1', false],
    ['features/task/commit.feature:170', false],
    ['features/task/*.feature:17', true],
    ['features/*/commit.feature', true],
    ['features/*.feature', false],
    ['features/**', true],
    ['**', true],
    ['**/commit.feature:17', true],
    ['**/task/**/commit.feature', true],
    ['features/**/*comm*t*', true],
    ['features/**/x/*', false],
    ['commit.feature:17', false],
    ['features/task/commit.featur', false],
    ['features/task/commit?feature', false],
    ['features/task/.*', false],
  ])('%s names task/commit.feature:17: %s', (pattern, expected) => {
    expect(isPlaceIn(scenario, pattern)).toBe(expected)
  })

  it('with thousands of stars is compared in a moment', () => {
    const name = { file: `features/${'a'.repeat(2_000)}.feature`, line: 1 }
    expect(isPlaceIn(name, `features/${'*a'.repeat(1_000)}*b`)).toBe(false)
    expect(isPlaceIn({ file: 'a/'.repeat(1_000), line: 1 }, `${'**/a/'.repeat(900)}b`)).toBe(false)
  })
})
