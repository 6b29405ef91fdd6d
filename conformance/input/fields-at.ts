import type { z } from 'zod'

type Schema = z.core.$ZodType

/** The fields that objects may have at this path of a schema: of unions, those of all members. */
export function fieldsAt(schema: Schema, path: readonly PropertyKey[]): readonly string[] {
  const reached = path.reduce<readonly Schema[]>((some, part) => some.flatMap((one) => below(one, part)), bare(schema))
  return [...new Set(reached.flatMap((one) => Object.keys(shapeOf(one))))]
}

/** The schema without what makes it optional; of a union, each member. */
function bare(schema: Schema): readonly Schema[] {
  const { def } = known(schema)
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
      return bare(def.innerType)
    case 'union':
      return def.options.flatMap(bare)
    default:
      return [schema]
  }
}

function below(schema: Schema, part: PropertyKey): readonly Schema[] {
  const { def } = known(schema)
  if (def.type === 'array') return bare(def.element)
  if (def.type === 'record') return bare(def.valueType)
  const field = shapeOf(schema)[String(part)]
  return field === undefined ? [] : bare(field)
}

function shapeOf(schema: Schema): Readonly<Record<string, Schema>> {
  const { def } = known(schema)
  return def.type === 'object' ? def.shape : {}
}

/** The type of its definition tells which schema it is. */
const known = (schema: Schema) => (schema as z.core.$ZodTypes)._zod
