import { describe, expect, it } from 'vitest'
import { createKnownLines } from '../runs/known-lines.ts'
import { createLineScanner } from './line-scanner.ts'
import { createNumberedLines } from './numbered-lines.ts'
import { newPeeked, peekOf } from './peek.ts'
import { createQueryLines } from './query-line.ts'

const uuid = '7f53a3bb-ab7d-4824-8404-dcaa6cdbe507'
const head = '26/11/28 12:00:00 INFO '
const renamed = (epoch: number, temporary = `${epoch}.${uuid}`) =>
  `${head}CheckpointFileManager: Renamed temp file file:/c/offsets/.${temporary}.tmp to file:/c/offsets/${epoch}`
const begun = (epoch: number, temporary = `${epoch}.${uuid}`) =>
  `${head}CheckpointFileManager: Writing atomically to file:/c/offsets/${epoch} using temp file file:/c/offsets/.${temporary}.tmp`

const viewOf = (text: string) => {
  const bytes = new TextEncoder().encode(text)
  return new DataView(bytes.buffer)
}
const peek = peekOf({ stamp: 'short-date', thread: 'none', behindLogger: ': ' })

/** The head of a line, which is all of the bytes. */
function peeked(text: string) {
  const found = newPeeked()
  peek(viewOf(text), 0, text.length, found)
  return found
}

describe('the lines of a query', () => {
  const find = (lines: ReturnType<typeof createQueryLines>, text: string) => {
    const found = { form: -1, epoch: -1 }
    return lines.find(viewOf(text), peeked(text), found) ? found : undefined
  }

  it('have one number for each log, whatever their epoch', () => {
    const lines = createQueryLines()
    const [first, second] = [find(lines, begun(3)), find(lines, begun(44))]
    expect(second).toEqual({ form: first?.form, epoch: 44 })
    expect(find(lines, begun(3).replaceAll('offsets', 'commits'))?.form).not.toBe(first?.form)
    expect(find(lines, renamed(9))).toMatchObject({ epoch: 9 })
  })

  it('are not told if the words stand in them twice', () => {
    expect(find(createQueryLines(), begun(8, `8.a using temp file b`))).toBeUndefined()
    expect(find(createQueryLines(), begun(8).replace('/c/offsets/8', '/c/offsets/x'))).toBeUndefined()
  })

  it('are those of one thread', () => {
    const lines = createQueryLines()
    const found = peeked(renamed(1))
    const form = { form: -1, epoch: -1 }
    const forms = [0, 5, 0].map((length) => {
      lines.find(viewOf(renamed(1)), { ...found, whose: 0, whoseEnd: length }, form)
      return form.form
    })
    expect(forms[0]).toBe(forms[2])
    expect(forms[0]).not.toBe(forms[1])
  })
})

describe('lines that were foreseen', () => {
  it('are no others once their forms are forgotten', () => {
    const scanner = createLineScanner() ?? expect.fail()
    const epochs: number[] = []
    const onQueryLine = ({ epoch }: { readonly epoch: number }) => epochs.push(epoch) > 0
    const numbered = createNumberedLines({ onQueryLine }, scanner)
    const take = (text: string) => {
      const line = { bytes: Buffer.from(text), view: viewOf(text), begin: 0, end: text.length, number: 1 }
      expect(numbered.find(line, peeked(text)) && numbered.takeFound(line, peeked(text))).toBe(true)
    }
    for (const epoch of [1, 2]) take(begun(epoch))
    const length = scanner.text.write(`${begun(3)}\n${begun(4)}\n`)
    scanner.scan(0, length, 'none')
    expect(numbered.takeExpected(scanner.text, 0, 1, 0)).toBe(true)
    numbered.forget()
    take(renamed(7))
    expect(numbered.takeExpected(scanner.text, begun(3).length + 1, 2, 1)).toBe(false)
    expect(epochs).toEqual([1, 2, 3, 7])
    scanner.release()
  })
})

describe('lines that are known', () => {
  it('are known in their file only', () => {
    const known = createKnownLines<string>()
    const line = 'what is known of a line'
    known.learn('a', 1, line)
    expect([known.of('a', 1), known.of('b', 1)]).toEqual([line, undefined])
    known.learn('b', 2, line)
    expect([known.of('b', 1), known.of('b', 2)]).toEqual([undefined, line])
    known.forget()
    expect(known.of('b', 2)).toBeUndefined()
  })
})
