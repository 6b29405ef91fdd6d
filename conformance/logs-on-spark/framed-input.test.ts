import { describe, expect, it } from 'vitest'
import { createFramedInput } from './framed-input.ts'

/** The input in pieces of this size, as a pipe may hand it on. */
async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const framed = (...chunks: readonly string[]) =>
  `${chunks.map((chunk) => `${Buffer.byteLength(chunk)}\n${chunk}`).join('')}0\n`

async function all(file: AsyncGenerator<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of file) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}

describe('Lines and files in one stream', () => {
  it('come apart again, whatever the pieces', async () => {
    const text = `first\n${framed('a\nb', '0\n', 'ü!')}${framed()}second\n${framed('x'.repeat(500))}`
    for (const size of [1, 2, 3, 7, 1000]) {
      const input = createFramedInput(inPieces(text, size))
      expect(await input.line()).toBe('first')
      expect(await all(input.file())).toBe('a\nb0\nü!')
      expect(await all(input.file())).toBe('')
      expect(await input.line()).toBe('second')
      expect(await all(input.file())).toBe('x'.repeat(500))
      expect(await input.line()).toBeUndefined()
    }
  })

  it('stay in step if a file is not read to its end, or not at all', async () => {
    const text = `${framed('abc\n', 'def\n')}second\n${framed('never\n', 'read\n')}third\n`
    for (const size of [1, 5, 1000]) {
      const input = createFramedInput(inPieces(text, size))
      for await (const part of input.file()) {
        expect('abc\n'.startsWith(part.toString())).toBe(true)
        break
      }
      expect(await input.line()).toBe('second')
      const unread = input.file()
      await unread.return(undefined)
      expect(await all(input.file())).toBe('never\nread\n')
      expect(await input.line()).toBe('third')
    }
  })

  it('tell what a file system has refused, and go on behind it', async () => {
    const input = createFramedInput(inPieces(`3\nabc!IOException: gone\nnext\n`, 4))
    await expect(all(input.file())).rejects.toThrow('IOException: gone')
    expect(await input.line()).toBe('next')
  })

  it('that break off in a file are no whole file', async () => {
    for (const text of ['10\nabc', '3\nabc', '']) {
      const refused = all(createFramedInput(inPieces(text, 100)).file())
      await expect(refused).rejects.toMatchObject({ message: 'the input breaks off', syscall: 'read' })
    }
  })
})
