import { describe, expect, it } from 'vitest'
import { packedVisited } from './visited.ts'

describe('the visited states', () => {
  it('2^21 keys keep their numbers while the table grows, in calls of up to 64, and a key that differs in one bit is another one', () => {
    const visited = packedVisited(2)
    const [keys, numbers] = [new Uint32Array(2 * 64), new Uint32Array(64)]
    const states = 2 ** 21
    /** Adds keys that count upwards in the second word; returns how many get a wrong number. */
    const count = () => {
      let wrong = 0
      for (let first = 0, many = 1; first < states; first += many, many = Math.min((many % 64) + 1, states - first)) {
        for (let nth = 0; nth < many; nth++) keys[2 * nth + 1] = first + nth
        visited.add(keys, many, numbers)
        for (let nth = 0; nth < many; nth++) if (numbers[nth] !== first + nth) wrong++
      }
      return wrong
    }
    expect([count(), visited.size]).toEqual([0, states])
    expect([count(), visited.size]).toEqual([0, states])
    for (let bit = 0; bit < 32; bit++) {
      visited.add(Uint32Array.of(1 << bit, 0), 1, numbers)
      expect(numbers[0]).toBe(states + bit)
    }
  })
})
