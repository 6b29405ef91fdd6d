import { describe, expect, it } from 'vitest'
import { isInRange, readVersionRange } from './version.ts'

describe('a range of versions', () => {
  it.each([
    ['3.5.8', '>=3.0 <3.5', false],
    ['3.4.9', '>=3.0 <3.5', true],
    ['3.10', '>3.9', true],
    ['3.5', '=3.5.0', true],
    ['3.5.1', '3.5', false],
    ['3.5.1', '> 3.5', true],
    ['3.5', '<=3.5', true],
    ['v4.0.0-preview2', '>=4', true],
    ['4.0.0-SNAPSHOT', '=4.0.0', true],
    ['nightly', '>=0', false],
    ['', '>=0', false],
  ])('%s in %s: %s', (version, range, expected) => {
    expect(isInRange(version, readVersionRange(range) ?? [])).toBe(expected)
  })

  it.each(['', ' ', '>=', '3.x', '^3.0', '>=3.0, <4', '3.0||4.0', '>=3.0<4', '~3', '99999999999'])(
    'is not %j',
    (text) => expect(readVersionRange(text)).toBeUndefined(),
  )
})
