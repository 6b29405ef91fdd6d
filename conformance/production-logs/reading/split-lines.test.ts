import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineSplitter, mostOfLine } from './split-lines.ts'

/** The lines of a text that comes in chunks of these sizes, over and over. Every other line is taken as one that needs no search. */
function split(text: string, sizes: readonly number[]): readonly string[] {
  const lines: string[] = []
  const splitter = createLineSplitter(Buffer.alloc(2 * mostOfLine), {
    onLines(bytes, begin) {
      const end = bytes.indexOf('\n', begin)
      if (lines.length % 2 === 0 || end === -1 || end - begin > 100) return begin
      lines.push(bytes.toString('utf8', begin, end))
      return end + 1
    },
    onLine: (bytes, begin, end) => lines.push(bytes.toString('utf8', begin, end)),
  })
  const bytes = Buffer.from(text)
  for (let from = 0, chunk = 0; from < bytes.length; chunk++) {
    const size = sizes[chunk % sizes.length] ?? bytes.length
    // The chunk is overwritten afterwards.
    const own = Buffer.from(bytes.subarray(from, from + size))
    splitter.push(own)
    own.fill('x')
    from += size
  }
  splitter.end()
  return lines
}

const seed = Number(process.env['FUZZ_SEED'] ?? 7)

describe('the lines of a file', () => {
  it(`are the same in whatever chunks it is read (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ maxLength: 30 }).map((one) => one.replaceAll('\n', ' ')),
          { minLength: 1 },
        ),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        (lines, sizes) => {
          const expected = lines.at(-1) === '' ? lines.slice(0, -1) : lines
          expect(split(lines.join('\n'), sizes)).toEqual(expected)
        },
      ),
      { seed },
    )
  })

  it.each([1 << 16, 1 << 20])(
    'are cut where they are too long, and the next one is whole, in chunks of %i bytes',
    (size) => {
      const long = 'a'.repeat(3 * mostOfLine + 7)
      expect(split(`first\n${long}\nsecond\n${long}\nthird`, [size])).toEqual([
        'first',
        long.slice(0, mostOfLine),
        'second',
        long.slice(0, mostOfLine),
        'third',
      ])
    },
  )
})
