import { describe, expect, it } from 'vitest'
import { checkedRun, checkSize, spaceOf, symmetricSpaceOf } from './peer-run.ts'

const size = (writers: number, readers: number, epochs: number) => ({ writers, readers, epochs })

describe('the state space of the benchmark', () => {
  it.each([
    [size(2, 2, 2), { states: 81, edges: 216 }],
    [size(2, 2, 3), { states: 256, edges: 768 }],
    [size(3, 3, 3), { states: 4_096, edges: 18_432 }],
    [size(4, 4, 5), { states: 1_679_616, edges: 11_197_440 }],
  ])('the full state space of %o counts each position of each sender: %o', (given, space) => {
    expect(spaceOf(given)).toEqual(space)
  })

  it.each([
    [size(1, 1, 1), { states: 4, edges: 4 }],
    [size(3, 3, 3), { states: 400, edges: 1_800 }],
    [size(4, 4, 5), { states: 15_876, edges: 105_840 }],
  ])('the symmetric state space of %o counts the senders per position: %o', (given, space) => {
    expect(symmetricSpaceOf(given)).toEqual(space)
  })
})

describe('a peer', () => {
  it.each([size(0, 1, 1), size(1, 9, 1), size(1, 1, 8), size(1.5, 1, 1)])(
    'a peer does not take the size %o',
    (given) => {
      expect(() => checkSize(given)).toThrow(RangeError)
    },
  )

  it('a peer that has explored another state space is not compared', () => {
    const run = { states: 80, edges: 216, seconds: 1, processSeconds: 1, version: 'Peer 1.0' }
    expect(() => checkedRun(run, spaceOf(size(2, 2, 2)))).toThrow(
      'Peer 1.0: it explored 80 states and 216 edges (81 and 216 are wanted)',
    )
  })
})
