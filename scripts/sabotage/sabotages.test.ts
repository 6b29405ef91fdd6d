import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../conformance/package-root.ts'
import { sabotages } from './lists/sabotages.ts'
import { sabotaged } from './sabotage.ts'

const textOf = (file: string) => readFileSync(join(packageRoot, file), 'utf8')

describe('the list of sabotages', () => {
  it.each(sabotages)('has its place in the kit: $promise', ({ promise: _, ...one }) => {
    const text = textOf(one.file)
    expect(sabotaged(text, { ...one, promise: '' })).not.toBe(text)
    expect(existsSync(join(packageRoot, one.test))).toBe(true)
    // The title of one of several tests with values in it is not in the file as it is shown.
    if (one.title !== undefined) expect(one.title).not.toBe('')
  })

  it('breaks each promise once, in one way', () => {
    expect(new Set(sabotages.map(({ promise }) => promise)).size).toBe(sabotages.length)
    expect(new Set(sabotages.map(({ file, good, bad }) => `${file}\n${good}\n${bad}`)).size).toBe(sabotages.length)
  })
})

describe('a sabotage', () => {
  const one = { promise: 'x', file: 'a.ts', good: 'one', bad: '$& two', test: 'a.test.ts' }

  it('takes the place of its text, to the letter', () => {
    expect(sabotaged('zero one', one)).toBe('zero $& two')
  })

  it.each([
    ['gone', 'zero', 'is not there any more'],
    ['there twice', 'one one', 'is there 2 times'],
  ])('whose text is %s is refused with the file and the text', (_, text, says) => {
    expect(() => sabotaged(text, one)).toThrow(`a.ts: this text ${says}`)
  })
})
