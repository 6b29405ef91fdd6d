import { describe, expect, it } from 'vitest'
import { align } from './align.ts'

const letters = (text: string) => [...text]

describe('align', () => {
  it('finds equal lists the same, without a gap', () => {
    expect(align(letters('ab'), letters('ab'))).toEqual({
      same: [
        { left: 0, right: 0 },
        { left: 1, right: 1 },
      ],
      gaps: [],
    })
  })

  it('keeps what follows an insertion', () => {
    const { same, gaps } = align(letters('abc'), letters('xabc'))
    expect(same).toHaveLength(3)
    expect(gaps).toEqual([{ lefts: [], rights: [0] }])
  })

  it('puts both sides of a replacement into one gap', () => {
    expect(align(letters('abc'), letters('axc')).gaps).toEqual([{ lefts: [1], rights: [1] }])
  })

  it('distinguishes gaps before, between and after', () => {
    expect(align(letters('1a2b3'), letters('4a5b6')).gaps).toEqual([
      { lefts: [0], rights: [0] },
      { lefts: [2], rights: [2] },
      { lefts: [4], rights: [4] },
    ])
  })

  it('is one gap when nothing is shared, and none when there is nothing', () => {
    expect(align(letters('a'), letters('bc')).gaps).toEqual([{ lefts: [0], rights: [0, 1] }])
    expect(align([], [])).toEqual({ same: [], gaps: [] })
  })
})
