import { expect, it } from 'vitest'
import { z } from 'zod'
import { fieldsAt } from './fields-at.ts'

const place = z.strictObject({ format: z.string(), options: z.record(z.string(), z.strictObject({ deep: z.int() })) })
const schema = z.strictObject({
  sink: z.union([place, z.union([z.strictObject({ table: z.string() }), z.string()])]).exactOptional(),
  before: z.array(z.union([z.string(), z.strictObject({ command: z.string() })])).default([]),
  reason: z.string().nullish(),
})

it.each([
  [[], ['sink', 'before', 'reason']],
  [['sink'], ['format', 'options', 'table']],
  [['sink', 'options', 'any'], ['deep']],
  [['before', 3], ['command']],
  [['before'], []],
  [['reason'], []],
  [['none', 'below'], []],
])('The fields at the path %j are %j', (path, fields) => expect(fieldsAt(schema, path)).toEqual(fields))
