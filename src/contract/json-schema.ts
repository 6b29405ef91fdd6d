import { z } from 'zod'
import { type Method, methods, paramsSchemas, protocolVersion, responseErrorSchema, resultSchemas } from './protocol.ts'

/** A JSON Schema, or a part of one. */
type Schema = Readonly<Record<string, unknown>>

/**
 * The protocol as one JSON Schema (draft 2020-12), for drivers in other languages. The document itself accepts any line of a
 * session. `$defs` has each part by name, with the params and the result of each method.
 */
export function protocolJsonSchema(): Schema {
  const { properties = {}, $defs = {} } = z.toJSONSchema(z.strictObject(parts), { target: 'draft-2020-12' })
  // A part with a name stands in `properties` as a reference to itself.
  const defs = { ...properties, ...$defs, Request: request, Response: response }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:continuous-write-conformance:protocol:${protocolVersion}`,
    title: `Driver protocol of continuous-write-conformance, version ${protocolVersion}`,
    description:
      'One line of a session: JSON-RPC 2.0, one message per line, UTF-8, on standard input and output. docs/protocol.md explains each part.',
    anyOf: [ref('Request'), ref('Response')],
    $defs: Object.fromEntries(
      Object.entries(defs)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, schema]) => [name, described(name, schema)]),
    ),
  }
}

type PartName = `${Capitalize<Method>}.${'params' | 'result'}`

const partName = (method: Method, part: 'params' | 'result'): PartName => {
  // The compiler does not follow the first letter to its capital.
  const capital = `${method.slice(0, 1).toUpperCase()}${method.slice(1)}` as Capitalize<Method>
  return `${capital}.${part}`
}

const parts: Readonly<Record<string, z.ZodType>> = {
  ...Object.fromEntries(methods.map((method) => [partName(method, 'params'), paramsSchemas[method]])),
  ...Object.fromEntries(methods.map((method) => [partName(method, 'result'), resultSchemas[method]])),
  ResponseError: responseErrorSchema,
}

const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` })

const envelope = (properties: Schema): Schema => ({
  type: 'object',
  properties: { jsonrpc: { const: '2.0' }, ...properties },
  required: ['jsonrpc', ...Object.keys(properties)],
})

const request: Schema = {
  anyOf: methods.map((method) =>
    envelope({
      id: { type: ['integer', 'string'] },
      method: { const: method },
      params: ref(partName(method, 'params')),
    }),
  ),
}

const response: Schema = {
  anyOf: [
    envelope({ id: { type: 'integer' }, result: { anyOf: methods.map((method) => ref(partName(method, 'result'))) } }),
    envelope({ id: { type: ['integer', 'null'] }, error: ref('ResponseError') }),
  ],
}

const descriptions: Readonly<Record<string, string>> = {
  Request: 'A line from the kit.',
  Response: 'A line from the driver. The result is that of the method that was called: see the parts named `.result`.',
  ResponseError: 'Codes as in JSON-RPC. Code 1 means: not supported, for the reason in `message`.',
  Role: 'A part of the write path that an implementation offers.',
  Question: 'A message that the coordinator replies to.',
  Report: 'A one-way message to the coordinator.',
  Error: 'An exception: its simple class name, its message with run-dependent parts masked, and its cause.',
  PlainError: 'An exception that the kit injects.',
  Plan: 'A tree of logical or physical operators, by simple class name.',
  Event: 'What an implementation is observed to do.',
  'Apply.params': 'Actions of the open role. The driver refuses others with -32602.',
  'Apply.result': 'One list of events per action, each until quiescence.',
}

const described = (name: string, schema: unknown): unknown =>
  descriptions[name] === undefined ? schema : { description: descriptions[name], ...Object(schema) }
