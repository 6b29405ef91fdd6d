import { z } from 'zod'
import { roleSchema } from '../../src/contract/role-schema.ts'
import { editionNames } from '../../src/reference/editions.ts'
import { readVersionRange } from './version.ts'

// The form of a file of known failures, as it is published in schema/known-failures.schema.json.

const oneOrMore = <One extends z.ZodType>(one: One) => z.union([one, z.array(one).min(1)])
const text = z.string().min(1)

const observed = z
  .strictObject({
    requirement: oneOrMore(text).exactOptional().describe('The violated requirements; missing if the driver failed.'),
    mismatch: z.string().describe('What was seen, without its particulars.'),
  })
  .meta({ id: 'Observed', description: 'What was observed. `cwc run --fix` writes it.' })

const condition = z
  .strictObject({
    version: z
      .string()
      .refine((range) => readVersionRange(range) !== undefined, {
        error: 'comparisons such as ">=3.0 <3.5" are wanted (>=, <=, >, < or =, and numbers with dots)',
      })
      .exactOptional()
      .describe('Comparisons with the version of the implementation, such as ">=3.0 <3.5". All of them must hold.'),
    edition: oneOrMore(z.enum(editionNames)).exactOptional().describe('The editions, one or several.'),
  })
  .meta({ id: 'Condition', description: 'Where the entry holds. Elsewhere it is ignored.' })

const entry = z
  .strictObject({
    requirement: text.exactOptional().describe('Scenarios with the tag of this requirement, such as EC-45.'),
    case: oneOrMore(text)
      .exactOptional()
      .describe('Places: features/task/commit.feature:17, also without the line, with * (in a name) and ** (folders).'),
    scenario: oneOrMore(text).exactOptional().describe('Titles of scenarios.'),
    role: roleSchema.exactOptional().describe('Scenarios of this role.'),
    generated: z
      .literal(true)
      .exactOptional()
      .describe('Findings of generated cases, and no scenarios. A requirement or a role is wanted, too.'),
    when: condition.exactOptional(),
    reason: z.string().nullish().describe('Why it fails. TODO and an empty reason fail the run.'),
    link: z.string().exactOptional().describe('Where the failure is tracked.'),
    observed: oneOrMore(observed).exactOptional(),
  })
  .check((context) => {
    const { requirement, case: cases, scenario, role, generated } = context.value
    const complain = (message: string, ...path: string[]) =>
      context.issues.push({ code: 'custom', message, path, input: context.value })
    const parts = [requirement, cases, scenario, role, generated]
    if (parts.every((part) => part === undefined)) {
      complain('a pattern is wanted (requirement, case, scenario, role or generated)')
    }
    if (generated === undefined) return
    if (requirement === undefined && role === undefined) complain('requirement or role is wanted, too', 'generated')
    if (cases !== undefined) complain('does not go with generated, whose findings have no place', 'case')
    if (scenario !== undefined) complain('does not go with generated, whose findings have no title', 'scenario')
  })
  .meta({ id: 'Entry', description: 'One known failure. All parts of its pattern must match.' })

/** The content of a file of known failures. An empty file has no entries. */
export const knownFailuresSchema = z.array(entry)

export type WrittenEntry = z.infer<typeof entry>

/** The file as one JSON Schema (draft 2020-12), for editors. */
export function knownFailuresJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: 'urn:continuous-write-conformance:known-failures',
    title: 'Known failures of continuous-write-conformance',
    description: 'The file that `cwc run --known-failures FILE` reads.',
    ...z.toJSONSchema(knownFailuresSchema, {
      target: 'draft-2020-12',
      // An entry without a reason is read, and fails the run. An editor should ask for the reason.
      override: ({ jsonSchema }) => {
        if (jsonSchema.properties?.['reason'] === undefined) return
        jsonSchema.properties['reason'] = {
          ...pickDescription(jsonSchema.properties['reason']),
          type: 'string',
          minLength: 1,
        }
        jsonSchema.required = ['reason']
      },
    }),
  }
}

function pickDescription(schema: unknown): { readonly description?: string } {
  const has = typeof schema === 'object' && schema !== null && 'description' in schema
  return has && typeof schema.description === 'string' ? { description: schema.description } : {}
}
