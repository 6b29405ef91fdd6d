import { z } from 'zod'
import { eventSchema } from '../../src/contract/events.ts'
import { resultSchemas } from '../../src/contract/protocol.ts'
import { roleSchema } from '../../src/contract/role-schema.ts'
import { editionNames } from '../../src/reference/editions.ts'
import { partSchemas } from '../report/report-schema.ts'

// The lines of a journal. A journal lives as long as its run: it is read by the version of the kit that wrote it, and has no published form.

const count = z.int().min(0)
const text = z.string()
const texts = z.array(text)
const unsteady = z.array(texts)
const { digest } = partSchemas

/** What makes two runs the same one. */
const same = z.strictObject({
  kit: text,
  judge: digest,
  suite: digest,
  selection: text,
  shard: z.strictObject({ index: count, of: count }).exactOptional(),
  choice: partSchemas.choice,
  driver: digest,
  edition: z.enum(editionNames),
  timeout: z.number(),
  roles: z.array(z.strictObject({ role: roleSchema, from: count, to: count })),
})

export const headSchema = z.strictObject({
  kind: z.literal('run'),
  same,
  /** The words of the command line, as it was given. */
  given: z.record(text, z.unknown()),
  identity: resultSchemas.initialize,
  seed: z.int(),
  startedAt: z.iso.datetime(),
})

const failure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('not-supported'), reason: text }),
  z.strictObject({ kind: z.literal('refused'), code: z.number(), reason: text }),
  z.strictObject({ kind: z.literal('off-protocol'), method: text, path: text, reason: text, line: text }),
  z.strictObject({
    kind: z.literal('crashed'),
    reason: text,
    stderr: text,
    isNotStarted: z.literal(true).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('timed-out'), method: text, seconds: z.number(), stderr: text }),
])
const events = z.array(eventSchema)
const driven = z.strictObject({
  opened: events,
  steps: z.array(events),
  failure: failure.exactOptional(),
  failedAt: count.exactOptional(),
  omitted: z.array(count).exactOptional(),
})

export const entrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('case'), report: partSchemas.case, path: partSchemas.trace.exactOptional() }),
  z.strictObject({
    kind: z.literal('stretch'),
    to: count,
    outcome: z.strictObject({
      role: roleSchema,
      from: count,
      cases: count,
      actions: count,
      notSupported: count,
      reasons: texts,
      failed: z.array(z.strictObject({ number: count, sort: text, faults: count, actions: count, driven })),
      properties: partSchemas.tallies,
      coverage: partSchemas.coverage,
      hangs: count,
      lostAtEnd: count,
      undetermined: unsteady.exactOptional(),
      givenUp: z.literal(true).exactOptional(),
    }),
  }),
  z.strictObject({ kind: z.literal('finding'), role: roleSchema, sort: text, finding: partSchemas.finding }),
  z.strictObject({ kind: z.literal('unsteady'), role: roleSchema, sort: text, runs: unsteady }),
])
