import { expect, test } from 'vitest'
import { maxDepth } from '../../contract/protocol.ts'
import { parseJson } from './json.ts'

const lists = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

test('a line that is nested as deep as the limit is JSON, and one level more is too deep', () => {
  expect(parseJson(lists(maxDepth)).kind).toBe('json')
  expect(parseJson(lists(maxDepth + 1))).toEqual({ kind: 'too-deep', reason: 'nested more than 200 levels deep' })
  expect(parseJson(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`).kind).toBe('too-deep')
  expect(parseJson('['.repeat(10_000_000)).kind).toBe('too-deep')
})

test('brackets beside each other or inside a text are not nested', () => {
  expect(parseJson(`[${Array(1_000).fill('[]').join()}]`).kind).toBe('json')
  const text = '[{'.repeat(1_000)
  for (const value of [text, `"${text}`, `\\${text}`, `\\"${text}\\`]) {
    expect(parseJson(JSON.stringify([value]))).toMatchObject({ kind: 'json', value: [value] })
  }
})

test('brackets after a text that ends in a backslash are nested', () => {
  expect(parseJson(`["\\\\",${lists(1_000)}]`).kind).toBe('too-deep')
  expect(parseJson(`["\\"",${lists(1_000)}]`).kind).toBe('too-deep')
})

test('a line with more elements and fields than the limit is not parsed; those in a text do not count', () => {
  const line = JSON.stringify({ steps: [[], [{ a: 1, b: ',[{,' }]] })
  expect(parseJson(line)).toMatchObject({ kind: 'json', items: 7 })
  expect(parseJson(line, 7).kind).toBe('json')
  expect(parseJson(line, 6)).toMatchObject({ kind: 'too-many' })
})

test.each([
  ['a byte order mark', '\ufeff{}', 'not JSON: it begins with a byte order mark'],
  ['an empty line', '', /^not JSON: /],
  ['a NUL', '\0', /^not JSON: /],
  ['a text without an end', '"[', /^not JSON: /],
])('%s is not JSON', (_, line, reason) => {
  const matching = typeof reason === 'string' ? reason : expect.stringMatching(reason)
  expect(parseJson(line)).toEqual({ kind: 'not-json', reason: matching })
})

test('a carriage return before the line feed is white space', () => {
  expect(parseJson('{}\r')).toMatchObject({ kind: 'json', value: {} })
})
