import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { protocolJsonSchema } from '../../src/contract/json-schema.ts'

// `npm run schema`: writes the published JSON Schema from the contract. A test fails while the two differ.

const folder = new URL('../../schema/', import.meta.url)
const file = new URL('protocol.schema.json', folder)

await mkdir(folder, { recursive: true })
await writeFile(file, `${JSON.stringify(protocolJsonSchema(), null, 2)}\n`)
console.log(`written: ${fileURLToPath(file)}`)
