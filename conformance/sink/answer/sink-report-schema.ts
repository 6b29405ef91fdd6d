import { z } from 'zod'
import { eventSchema } from '../../../src/contract/events.ts'
import { guarantees } from '../file/guarantees.ts'
import { sinkModes } from '../file/modes.ts'
import { sinkCallSchema } from '../run/sink-call.ts'
import { rowHarms } from '../verdict/tried-schedule.ts'
import { knownFailuresSchema } from './known-failures-schema.ts'

const text = z.string()
const texts = z.array(text)
const count = z.int().min(0)
const step = z.int().min(1).describe('counted from 1')

const moment = z
  .looseObject({
    action: z.looseObject({ kind: text }),
    events: z.array(eventSchema),
    calls: z.array(sinkCallSchema).describe('The calls of the sink, in the order in which they ended.'),
    rows: texts.describe('What the reader sees behind the step.'),
    isUnread: z.literal(true).exactOptional().describe('The sink was not read: these are the rows of the step before.'),
  })
  .meta({ id: 'Moment' })
const moments = z.array(moment)

const warnings = texts.exactOptional().describe('What has failed in the clean-up behind it.')

const leftOver = texts
  .exactOptional()
  .describe('What the sink has left behind the query. Missing if nobody looked, or could not tell.')

const result = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('seen'),
    moments,
    lost: texts,
    doubled: texts,
    early: texts.describe('Seen before the sink was told to commit them.'),
    afterAbort: texts
      .exactOptional()
      .describe('Those of them that were seen when all of their writers had been aborted.'),
    outOfOrder: texts
      .exactOptional()
      .describe('Behind a later row of their partition. Missing if no order is promised.'),
    isTold: z.boolean(),
    leftOver,
    warnings,
  }),
  z.looseObject({
    kind: z.literal('broken'),
    moments,
    reason: text,
    isRefused: z
      .literal(true)
      .exactOptional()
      .describe('The sink, its table or its reader was refused before a step had ended. The run ends behind it.'),
    warnings,
  }),
])

const verdict = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('held'), times: z.int().min(1) }),
  z.strictObject({
    kind: z.literal('violated'),
    step,
    because: text,
    in: texts.describe('The scenarios that violate it; the step is one of the first.'),
  }),
  z.strictObject({ kind: z.literal('no occasion') }),
])

const requirement = z
  .strictObject({
    id: z.templateLiteral(['SK-', count]),
    owedBy: z.enum(['sink', 'spark']),
    level: z.enum(['must', 'should', 'may']),
    source: z.strictObject({ file: text, method: text.exactOptional() }).describe('The place of the Javadoc.'),
    since: text.describe('The first release line that says it.'),
    says: text,
    intent: text,
    verdict,
    erratum: text.exactOptional().describe('Spark is known to violate it: what Spark does instead.'),
  })
  .meta({ id: 'SinkRequirement' })

const shownHarm = z
  .looseObject({
    harm: z.enum(rowHarms),
    by: text.describe('The name of a scenario, or the token of a generated schedule.'),
    steps: z.int().min(1),
    rows: texts,
    advice: z
      .looseObject({ name: text, whose: z.enum(['sink', 'spark']), says: text, more: text })
      .describe('What an author can do, and the page that says more.'),
  })
  .meta({ id: 'ShownHarm', description: 'The shortest schedule of a fault that shows a harm.' })

const cell = z.looseObject({
  guarantee: z.enum(guarantees).exactOptional().describe('Missing if no schedule of the fault could tell.'),
  schedules: count,
  shown: z.array(shownHarm).describe('Empty if each row is there once, and none too early.'),
})

const faultRow = z
  .looseObject({
    fault: text.describe('What fails.'),
    sinkAlone: cell.exactOptional().describe('Where Spark does what its documentation says.'),
    withSpark: cell,
  })
  .meta({ id: 'FaultRow' })

const thrown = z
  .looseObject({
    kind: text.describe('The call, as in `calls`.'),
    epoch: count.exactOptional(),
    error: text,
    in: z.array(z.looseObject({ name: text, step })).describe('The scenarios or tokens, each with the first step.'),
  })
  .meta({ id: 'ThrownBySink' })

/** What `cwc sink --json` prints. Objects that are not of a requirement, a call or an event may get further fields. */
export const sinkReportSchema = z.looseObject({
  mode: z.enum(sinkModes).describe('How Spark ran the queries.'),
  release: text.exactOptional().describe('The release of Spark; missing if an installed one was run.'),
  tried: z.array(
    z.looseObject({
      scenario: z.looseObject({ name: text, fault: text.describe('What fails, as a sentence.') }),
      result,
      seconds: z.number().min(0).exactOptional().describe('How long it took. No verdict depends on it.'),
    }),
  ),
  sinkAlone: z.enum(guarantees).exactOptional(),
  withSpark: z.enum(guarantees).exactOptional(),
  claim: z.enum(guarantees).exactOptional(),
  outOfOrder: texts
    .exactOptional()
    .describe('Scenarios in which rows are out of order, though an order is promised and Spark does as documented.'),
  faults: z.array(faultRow).describe('What the sink guarantees when each of them strikes.'),
  requirements: z.array(requirement),
  thrown: z.array(thrown).describe('What the code of the sink threw, where the kit had injected nothing.'),
  knownFailures: knownFailuresSchema.exactOptional().describe('Missing without --known-failures.'),
})

/** The schema as it is published: `npm run schema` writes it. */
export function sinkReportJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: 'urn:continuous-write-conformance:sink:1',
    title: 'What cwc sink of continuous-write-conformance found in a sink, format 1',
    description: 'What `cwc sink --json` prints.',
    ...z.toJSONSchema(sinkReportSchema, { target: 'draft-2020-12' }),
  }
}
