import { describe, expect, it } from 'vitest'
import { fieldsOf, positionsOf } from './positions.ts'

const positions = (offsets: string) => {
  const found = positionsOf(offsets)
  return found === undefined ? undefined : Object.fromEntries(found)
}

describe('positions of a source', () => {
  it.each([
    ['the rate source', '{"1":{"value":3,"runTimeMs":9},"0":{"value":-2,"runTimeMs":9}}', { '0': -2, '1': 3 }],
    ['Kafka', '{"orders":{"0":17,"1":4},"bills":{"0":1}}', { 'orders 0': 17, 'orders 1': 4, 'bills 0': 1 }],
    ['a list of numbers', '[5,6]', { '0': 5, '1': 6 }],
    ['one number', '5', { '': 5 }],
    ['a text among the numbers', '{"0":{"at":5,"id":"x"}}', undefined],
    ['no numbers at all', '{}', undefined],
    ['a number that is too large to be compared', '{"orders":{"0":9007199254740993}}', undefined],
    ['a fraction', '[0.5]', undefined],
    ['no JSON', '{"0":', undefined],
    ['null', 'null', undefined],
    ['the name of a prototype', '{"__proto__":{"0":1}}', { '__proto__ 0': 1 }],
  ])('are read by partition from %s', (_, offsets, expected) => {
    expect(positions(offsets)).toEqual(expected)
  })
})

describe('the fields of a source', () => {
  it.each([
    [
      'the same for all partitions',
      '{"0":{"value":1,"runTimeMs":2},"1":{"runTimeMs":1,"value":2}}',
      'runTimeMs, value',
    ],
    ['not the same', '{"0":{"value":1},"1":{"other":2}}', undefined],
    ['partitions, not fields', '{"orders":{"0":17,"1":4}}', undefined],
    ['none', '[1,2]', undefined],
    ['no JSON', '{', undefined],
  ])('are named if they are: %s', (_, offsets, expected) => {
    expect(fieldsOf(offsets)).toBe(expected)
  })
})
