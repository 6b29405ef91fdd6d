import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { type Session, session } from '../../src/adapters/stdio/session.ts'
import { protocolJsonSchema } from '../../src/contract/json-schema.ts'
import { errorCodes, protocolVersion } from '../../src/contract/protocol.ts'

const page = fileURLToPath(new URL('../../docs/protocol.md', import.meta.url))
const transcript = /(?<=^```jsonrpc\n).*?(?=^```$)/gms
const initialize = { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocol: protocolVersion, kit: '0.2.0' } }

test('the transcripts on the page are those of the reference driver (npx vitest run serve-transcripts --update writes them)', async () => {
  const text = await readFile(page, 'utf8')
  const spoken = new Map<string, string>()
  for (const [block] of text.matchAll(transcript)) spoken.set(block, await speak(block))
  expect(spoken.size).toBe(4)
  await expect(text.replaceAll(transcript, (block) => spoken.get(block) ?? block)).toMatchFileSnapshot(page)
})

test('the page names every word of the schema', async () => {
  const text = await readFile(page, 'utf8')
  // `sent{message}`, `error?`, and `{role, setup}` name the words in them.
  const named = new Set([...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => code.match(/[\w.-]+/g) ?? []))
  const words = [...wordsOf(protocolJsonSchema()['$defs'])].filter((word) => !envelope.has(word))
  expect(words.length).toBeGreaterThan(100)
  expect(words.filter((word) => !named.has(word))).toEqual([])
})

test('the page names every error code', async () => {
  const text = await readFile(page, 'utf8')
  for (const code of Object.values(errorCodes)) expect(text).toContain(`| \`${code}\` |`)
})

/** JSON-RPC's own, which a reader knows. */
const envelope = new Set(['jsonrpc', '2.0', 'id', 'method', 'params', 'result', 'code', 'data'])

/** The requests of a transcript, with the present responses. */
async function speak(block: string): Promise<string> {
  const reference = session(referenceDriver('document'))
  if (!block.includes('"initialize"')) await answerTo(reference, JSON.stringify(initialize))
  const lines: string[] = []
  for (const line of block.split('\n')) {
    if (line.startsWith('→ ')) lines.push(line, `← ${await answerTo(reference, line.slice(2))}`)
  }
  return `${lines.join('\n')}\n`
}

async function answerTo(reference: Session, line: string): Promise<string> {
  return (await reference.answer({ kind: 'line', text: line })).line
}

/** The names of fields, and the texts that stand for themselves. */
function* wordsOf(schema: unknown): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties' && typeof value === 'object' && value !== null) yield* Object.keys(value)
    if (key === 'const' && typeof value === 'string') yield value
    if (key === 'enum' && Array.isArray(value)) yield* value.map(String)
    yield* wordsOf(value)
  }
}
