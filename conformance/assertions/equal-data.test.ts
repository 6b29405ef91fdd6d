import { describe, expect, it } from 'vitest'
import { equalData } from './equal-data.ts'

describe('the equality of plain data', () => {
  it.each([
    [
      [1, [{ a: 'x' }]],
      [1, [{ a: 'x' }]],
    ],
    [{ a: 1, b: undefined }, { a: 1 }],
    [{ a: 1 }, { a: 1, b: undefined }],
    [null, null],
  ])('holds between %j and %j', (one, other) => expect(equalData(one, other)).toBe(true))

  it.each([
    [[1], [1, 2]],
    [[1, 2], [1]],
    [
      [1, [2]],
      [1, [3]],
    ],
    [[], {}],
    [{}, []],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: null }, {}],
    ['1', 1],
  ])('does not hold between %j and %j', (one, other) => expect(equalData(one, other)).toBe(false))
})
