import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Line, lineSplitter } from './lines.ts'

const texts = fc.string({ unit: fc.constantFrom('a', 'é', '🐍', '\u2028', '\u2029', '\r', ' '), maxLength: 30 })

function split(pieces: readonly Buffer[], limit?: number): readonly Line[] {
  const splitter = lineSplitter(limit)
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.rest()]
}

const whole = (text: string): Line => ({ kind: 'line', text })

test('lines are the same for any division of their bytes into pieces (seed 20261122)', () => {
  fc.assert(
    fc.property(fc.array(texts), fc.infiniteStream(fc.integer({ min: 1, max: 7 })), (lines, sizes) => {
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
      const pieces: Buffer[] = []
      for (let start = 0; start < bytes.length; ) {
        const { value: size } = sizes.next()
        pieces.push(bytes.subarray(start, start + size))
        start += size
      }
      expect(split(pieces)).toEqual(lines.map(whole))
      expect(split([bytes])).toEqual(lines.map(whole))
    }),
    { seed: 20261122 },
  )
})

test('the last line may lack its line feed', () => {
  expect(split([Buffer.from('a\nb')])).toEqual([whole('a'), whole('b')])
})

test('the limit counts bytes, not characters, and a line of exactly the limit passes', () => {
  expect(split([Buffer.from('éé\n')], 4)).toEqual([whole('éé')])
  expect(split([Buffer.from('ééa\n')], 4)).toEqual([{ kind: 'too-long', text: 'éé' }])
})

test('a line that is too long is reported before it ends, and the next line is read', () => {
  const splitter = lineSplitter(4)
  expect(splitter.push(Buffer.from('abc'))).toEqual([])
  expect(splitter.push(Buffer.from('defgh'))).toEqual([{ kind: 'too-long', text: 'abcd' }])
  expect(splitter.push(Buffer.from('ijklmnop'))).toEqual([])
  expect(splitter.push(Buffer.from('q\nrs\ntuvwx\ny'))).toEqual([whole('rs'), { kind: 'too-long', text: 'tuvw' }])
  expect(splitter.rest()).toEqual([whole('y')])
})

test('a line that is not UTF-8 is reported with its beginning', () => {
  expect(split([Buffer.from([0x61, 0xff, 0x0a, 0x62, 0x0a])])).toEqual([
    { kind: 'not-utf8', text: 'a\ufffd' },
    whole('b'),
  ])
})
