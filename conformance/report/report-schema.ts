import { z } from 'zod'
import { actionSchemas } from '../../src/contract/actions.ts'
import { eventKinds, eventSchema } from '../../src/contract/events.ts'
import { paramsSchemas, resultSchemas } from '../../src/contract/protocol.ts'
import { roleSchema } from '../../src/contract/role-schema.ts'
import { roles } from '../../src/contract/roles.ts'
import { editionNames } from '../../src/reference/editions.ts'
import { deviationNames } from '../requirements/deviations.ts'
import { faultNames } from '../state-space/faults.ts'
import { verdictKinds } from '../suite/verdict.ts'
import { diagnosisKinds, generatedVerdicts, problemKinds, type RunReport, reportFormat, standings } from './report.ts'

// The published form of `report.json`. The types of report.ts say what each field means; the compiler holds both together.

const count = z.int().min(0)
const texts = z.array(z.string())
const digest = z.templateLiteral(['sha256:', z.string()])
const edition = z.enum(editionNames)
const action = z.union(roles.map((role) => actionSchemas[role]))

const seen = { events: z.array(eventSchema), omitted: z.int().min(1).exactOptional() }
const trace = z
  .array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('opened'), opening: paramsSchemas.open, ...seen }),
      z.strictObject({ kind: z.literal('acted'), action, ...seen }),
      z.strictObject({ kind: z.literal('closed'), ...seen }),
    ]),
  )
  .meta({ id: 'Trace' })

const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('release'), version: z.string() }),
  z.strictObject({ kind: z.literal('installed'), home: z.string() }),
])
const master = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('local') }),
  z.strictObject({ kind: z.enum(['local-cluster', 'standalone']), url: z.string() }),
  z.strictObject({ kind: z.literal('url'), url: z.string(), host: z.string() }),
])
const choice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reference') }),
  z.strictObject({ kind: z.literal('spark'), source, master }),
  z.strictObject({ kind: z.literal('command'), command: z.string(), args: texts }),
  z.strictObject({ kind: z.literal('in-process') }),
])

const verdicts = z.record(z.enum(verdictKinds), count)

const scenario = {
  id: z.string(),
  name: z.string(),
  feature: z.string(),
  rule: z.string().exactOptional(),
  role: roleSchema,
  requirements: texts,
  tags: texts,
  file: z.string(),
  line: count,
}

const diffLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['both', 'seen']), event: eventSchema }),
  z.strictObject({ kind: z.literal('expected'), phrase: z.string() }),
  z.strictObject({ kind: z.literal('omitted'), lines: z.int().min(1) }),
])

const closestOrder = z.strictObject({
  taken: z.array(z.strictObject({ action, events: z.array(eventSchema) })),
  stopped: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('event'),
      action,
      before: z.array(eventSchema),
      expected: eventSchema,
      instead: eventSchema.exactOptional(),
    }),
    z.strictObject({ kind: z.literal('not-enabled'), action, reason: z.string() }),
    z.strictObject({ kind: z.literal('left-over'), seen: z.array(eventSchema) }),
  ]),
  left: z.array(action),
})
const causeFields = {
  kind: z.enum(diagnosisKinds),
  requirements: texts,
  says: z.string(),
  mismatch: z.string(),
}
const diagnosis = z
  .strictObject({
    ...causeFields,
    problem: z.enum(problemKinds).exactOptional(),
    events: z.array(z.enum(eventKinds)).exactOptional(),
    step: count.exactOptional(),
    difference: z.array(diffLine).exactOptional(),
    together: closestOrder.exactOptional(),
  })
  .meta({ id: 'Diagnosis' })
const cause = z
  .strictObject({
    ...causeFields,
    alsoBroken: texts.exactOptional(),
    shown: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('case'), id: z.string() }),
      z.strictObject({ kind: z.literal('finding'), token: z.string() }),
    ]),
    cases: texts,
    findings: texts,
  })
  .meta({ id: 'Cause' })
const position = z.int().min(1)
const entry = z.strictObject({ line: position, column: position })
const known = z.strictObject({ entry, reason: z.string(), link: z.string().exactOptional() }).meta({ id: 'Known' })

const caseReport = z
  .strictObject({
    ...scenario,
    verdict: z.enum(verdictKinds),
    reason: z.string().exactOptional(),
    deviation: z.enum(deviationNames).exactOptional(),
    unspecified: z.strictObject({ requirements: texts, where: z.enum(['here', 'earlier']) }).exactOptional(),
    expected: texts.exactOptional(),
    problem: z.string().exactOptional(),
    seen: z.array(eventSchema).exactOptional(),
    difference: z.array(diffLine).exactOptional(),
    step: z.string().exactOptional(),
    violates: z.string().exactOptional(),
    diagnosis: diagnosis.exactOptional(),
    actions: count,
    trace,
    attempted: z.array(action).exactOptional(),
    again: z.string(),
    known: known.exactOptional(),
  })
  .meta({ id: 'Case' })

const faults = { faults: z.array(z.enum(faultNames)), times: count }
const bounds = z
  .discriminatedUnion('role', [
    z.strictObject({ role: z.literal('planner'), plans: count, depth: count, ...faults }),
    z.strictObject({
      role: z.literal('operator'),
      partitions: count,
      coordinator: z.enum(['answers', 'holds', 'missing', 'nameless']),
      executions: count,
      ...faults,
    }),
    z.strictObject({
      role: z.literal('task'),
      partitions: count,
      coordinator: z.enum(['answers', 'missing', 'nameless']),
      first: count.exactOptional(),
      epochs: count,
      rows: count,
      ...faults,
    }),
    z.strictObject({
      role: z.literal('coordinator'),
      writers: count,
      readers: count,
      epochs: count,
      first: count,
      ...faults,
    }),
    z.strictObject({
      role: z.literal('query'),
      partitions: count,
      first: count,
      epochs: count,
      rows: count,
      ...faults,
    }),
  ])
  .meta({ id: 'Bounds' })
const coverage = z
  .strictObject({
    bounds,
    states: count,
    ofStates: count,
    edges: count,
    ofEdges: count,
    visited: z.strictObject({ states: z.base64(), edges: z.base64() }),
  })
  .meta({ id: 'Coverage' })

const finding = z.strictObject({
  token: z.string(),
  sort: z.string(),
  from: z.strictObject({ case: count, faults: count, actions: count }).exactOptional(),
  requirements: texts,
  isShortest: z.boolean(),
  hung: z.literal(true).exactOptional(),
  step: z.int(),
  described: texts,
  diagnosis,
  property: z.string().exactOptional(),
  trace,
  gherkin: z.string(),
  again: z.string(),
  known: known.exactOptional(),
})
const generated = z
  .strictObject({
    role: roleSchema,
    verdict: z.enum(generatedVerdicts),
    seed: z.int(),
    planned: count,
    cases: count,
    actions: count,
    notSupported: count,
    reasons: texts,
    givenUp: z.literal(true).exactOptional(),
    findings: z.array(finding),
    undetermined: z.array(texts).exactOptional(),
    properties: z.array(
      z.strictObject({
        kind: z.enum(['always', 'sometimes']),
        name: z.string(),
        requirements: texts,
        times: count,
        notSupported: count,
      }),
    ),
    unseen: texts,
    unsupported: texts,
    coverage,
  })
  .meta({ id: 'Generated' })

const sentence = z.strictObject({ page: z.string(), section: z.string(), sentence: count, sha256: z.string() })
const common = {
  id: z.string(),
  role: roleSchema,
  alsoIn: roleSchema.exactOptional(),
  basis: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('stated') }),
    z.strictObject({ kind: z.literal('completed') }),
    z.strictObject({ kind: z.literal('observed'), in: z.array(edition) }),
  ]),
  sources: z.tuple([sentence], sentence),
  says: z.string(),
  intent: z.string(),
  standing: z.enum(standings),
  scenarios: texts,
  properties: texts,
}
const eventKind = z.enum(eventKinds)
const requirement = z
  .discriminatedUnion('level', [
    z.strictObject({ ...common, level: z.enum(['must', 'should']), seenBy: z.tuple([eventKind], eventKind) }),
    z.strictObject({
      ...common,
      level: z.literal('untestable'),
      seenBy: z.tuple([]),
      reason: z.string(),
    }),
  ])
  .meta({ id: 'Requirement' })

const observed = z.strictObject({ requirements: texts, mismatch: z.string() }).meta({ id: 'Observed' })
const listedCase = z.strictObject({ name: z.string(), file: z.string(), line: count }).meta({ id: 'ListedCase' })
const knownFailures = z
  .strictObject({
    file: z.string(),
    entries: count,
    ignored: count,
    problems: z.array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.enum(['no-reason', 'not-supported']), entry }),
        z.strictObject({ kind: z.literal('unmatched'), entry, pattern: z.string() }),
        z.strictObject({ kind: z.literal('passes'), entry, case: listedCase, verdict: z.enum(verdictKinds) }),
        z.strictObject({
          kind: z.literal('other-reason'),
          entry,
          case: listedCase.exactOptional(),
          recorded: z.array(observed),
          seen: observed,
        }),
        z.strictObject({ kind: z.literal('not-recorded'), entry, case: listedCase.exactOptional(), seen: observed }),
        z.strictObject({ kind: z.literal('not-found'), entry, cases: count }),
        z.strictObject({
          kind: z.literal('listed-twice'),
          entry,
          earlier: entry,
          case: listedCase.exactOptional(),
        }),
      ]),
    ),
  })
  .meta({ id: 'KnownFailures' })

/** The parts of a report that the journal of a run has, too. */
export const partSchemas = {
  choice,
  digest,
  trace,
  case: caseReport,
  coverage,
  finding,
  tallies: generated.shape.properties,
}

/** The content of `report.json`. */
export const reportSchema = z.strictObject({
  format: z.literal(reportFormat),
  kit: z.strictObject({ name: z.string(), version: z.string() }),
  suite: z.strictObject({ scenarios: count, digest }),
  shard: z.strictObject({ index: z.int().min(1), of: z.int().min(1) }).exactOptional(),
  judge: digest,
  pages: z.array(z.strictObject({ page: z.string(), digest })),
  driver: z.strictObject({ ...resultSchemas.initialize.shape, choice, digest }),
  edition,
  selection: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  roles: z.array(z.strictObject({ role: roleSchema, planned: count, verdicts })),
  cases: z.array(caseReport),
  causes: z.array(cause),
  coverage: z.array(coverage),
  generated: z.array(generated),
  requirements: z.array(requirement),
  complete: z.boolean(),
  shutdown: texts.exactOptional(),
  knownFailures: knownFailures.exactOptional(),
})

/** The report as one JSON Schema (draft 2020-12). */
export function reportJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: `urn:continuous-write-conformance:report:${reportFormat}`,
    title: `Report of continuous-write-conformance, format ${reportFormat}`,
    description: 'The file report.json that `cwc run --report DIR` writes.',
    ...z.toJSONSchema(reportSchema, {
      target: 'draft-2020-12',
      // An empty tuple: JSON Schema allows no empty `prefixItems`, and `maxItems` says it all.
      override: ({ jsonSchema }) => {
        if (jsonSchema.prefixItems?.length === 0) delete jsonSchema.prefixItems
      },
    }),
  }
}

/** A value as read from JSON: a field that was undefined is missing. */
type InJson<T> = T extends readonly unknown[]
  ? { readonly [Key in keyof T]: InJson<T[Key]> }
  : T extends object
    ? { readonly [Key in keyof T as undefined extends T[Key] ? never : Key]: InJson<T[Key]> } & {
        readonly [Key in keyof T as undefined extends T[Key] ? Key : never]?: InJson<Exclude<T[Key], undefined>>
      }
    : T

type Written = InJson<RunReport>
type Read = InJson<z.infer<typeof reportSchema>>
type Assignable<From extends To, To> = From

/** The type with all fields required. */
type Complete<T> = T extends object ? { readonly [Key in keyof T]-?: Complete<Exclude<T[Key], undefined>> } : T

/** Does not compile if the types of report.ts and the schema differ. */
export type SchemaHoldsTypes = readonly [
  Assignable<Written, Read>,
  Assignable<Read, Written>,
  // A field that only one of them has would pass above if it is optional.
  Assignable<Complete<Written>, Complete<Read>>,
  Assignable<Complete<Read>, Complete<Written>>,
]
