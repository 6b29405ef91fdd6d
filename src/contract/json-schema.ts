import { z } from 'zod'
import { type Method, methods, paramsSchemas, protocolVersion, responseErrorSchema, resultSchemas } from './protocol.ts'

/** A JSON Schema, or a part of one. */
type Schema = Readonly<Record<string, unknown>>

/**
 * The protocol as one JSON Schema (draft 2020-12), for drivers in other languages. The document itself takes any line
 * of a session; `$defs` has every part by name, the params and the result of each method among them.
 */
export function protocolJsonSchema(): Schema {
  const { properties = {}, $defs = {} } = z.toJSONSchema(z.strictObject(parts), { target: 'draft-2020-12' })
  // A part with a name of its own stands in `properties` as a reference to itself.
  const defs = { ...properties, ...$defs, Request: request, Response: response }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:continuous-write-conformance:protocol:${protocolVersion}`,
    title: `Driver protocol of continuous-write-conformance, version ${protocolVersion}`,
    description:
      'One line of a session: JSON-RPC 2.0, one message a line, UTF-8, on standard input and output. docs/protocol.md says what the words mean.',
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
  Request: 'What the kit writes.',
  Response: 'What the driver answers. The result is that of the method that was called: see the parts named `.result`.',
  ResponseError: 'Codes as in JSON-RPC; 1 is: not supported, for the reason in `message`.',
  Role: 'Which part of the machinery an implementation offers.',
  Question: 'A message that the coordinator is asked: somebody waits for the answer.',
  Report: 'A message that the coordinator is sent: nobody waits.',
  Error: 'An exception: its simple class name, its message with what differs from run to run masked, and its cause.',
  PlainError: 'An exception that the kit wants thrown.',
  Plan: 'A tree of logical or physical operators, by simple class name.',
  Event: 'What an implementation is seen to do.',
  'Apply.params': 'The actions are those of the role that is open; other ones are refused with -32602.',
  'Apply.result': 'One list of events an action, each up to quiet.',
}

const described = (name: string, schema: unknown): unknown =>
  descriptions[name] === undefined ? schema : { description: descriptions[name], ...Object(schema) }
