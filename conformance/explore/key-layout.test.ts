import { describe, expect, it } from 'vitest'
import { keyLayout } from './key-layout.ts'

describe('the layout of a key', () => {
  it('numbers lie one after the other, and a number that would span two words starts a new one', () => {
    const layout = keyLayout([8, 20, 8, 1])
    const key = new Uint32Array(3)
    layout.write(Uint32Array.of(0x12, 0x34567, 0x89, 1), key, 1)
    expect(layout.words).toBe(2)
    expect([...key]).toEqual([0, 0x12345670, 0x89800000])
  })

  it('a number that is too large or negative is an error', () => {
    const layout = keyLayout([3, 3])
    const key = new Uint32Array(1)
    expect(() => layout.write(Uint32Array.of(8, 0), key, 0)).toThrow('does not fit')
    expect(() => layout.write(Uint32Array.of(0, -1), key, 0)).toThrow('does not fit')
  })
})
