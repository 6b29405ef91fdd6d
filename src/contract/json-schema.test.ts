import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { protocolJsonSchema } from './json-schema.ts'

test('the published schema is the one of the contract: else `npm run schema`', async () => {
  const published = await readFile(new URL('../../schema/protocol.schema.json', import.meta.url), 'utf8')
  expect(JSON.parse(published)).toEqual(protocolJsonSchema())
})

test('every part that is referred to is there', () => {
  const text = JSON.stringify(protocolJsonSchema())
  const names = new Set([...text.matchAll(/"#\/\$defs\/([^"]+)"/g)].map(([, name]) => name))
  expect(Object.keys(Object(protocolJsonSchema()['$defs']))).toEqual(expect.arrayContaining([...names]))
})

test('no part is a mere reference', () => {
  const parts = Object.entries(Object(protocolJsonSchema()['$defs']))
  expect(parts.filter(([, part]) => Object.hasOwn(Object(part), '$ref'))).toEqual([])
})
