import { z } from 'zod'
import { editionNames } from '../../../src/reference/editions.ts'
import { checkpointVerdicts } from '../../checkpoint/diagnosis.ts'
import { diagnosisSchema } from '../../checkpoint/doctor-schema.ts'
import { levels } from '../observations/sources.ts'
import { type LogReport, logReportFormat } from './check-report.ts'
import { headlineAnswers } from './headline.ts'
import { markKinds } from './timeline.ts'

// The published form of what `cwc check --json` prints. The types of check-report.ts say what each field means; a test holds both together.

const count = z.int().min(0)
const text = z.string()
const place = { file: text, line: z.int().min(1) }
const at = z.strictObject(place)
const shown = z.strictObject({ ...place, text: text.exactOptional() })
const call = z.enum(['sink-commit', 'add-offset', 'query-commit', 'unknown'])

const verdict = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('held'), times: z.int().min(1) }),
  z.strictObject({
    kind: z.literal('violated'),
    times: z.int().min(1),
    violations: z.array(z.strictObject({ at: shown, contradicts: shown.exactOptional(), expected: text })).min(1),
    held: count,
  }),
  z.strictObject({ kind: z.literal('no occasion') }),
  z.strictObject({ kind: z.literal('never in logs'), why: text }),
  z.strictObject({ kind: z.literal('cannot tell'), why: z.array(text).min(1), held: count }),
])

const finding = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['commits-stopped', 'commits-stopped-so-far']),
    settledBy: text.exactOptional(),
    run: text,
    lastCommitted: count.exactOptional(),
    lastLogged: count.exactOptional(),
    at,
    epoch: count.exactOptional(),
    call,
    error: text,
    errors: z.int().min(1),
  }),
  z.strictObject({ kind: z.literal('error-ignored'), run: text, hasGoneOn: z.boolean(), at, call, error: text }),
  z.strictObject({
    kind: z.literal('old-offsets'),
    settledBy: text.exactOptional(),
    run: text,
    first: count,
    last: count,
    at,
    checkpoint: text.exactOptional(),
  }),
  z.strictObject({
    kind: z.enum(['offsets-ahead', 'ahead-so-far']),
    settledBy: text.exactOptional(),
    hasEnded: z.boolean(),
    run: text,
    first: count,
    last: count,
    lastCommitted: count.exactOptional(),
    at,
    checkpoint: text,
  }),
  z.strictObject({ kind: z.literal('commit-interrupted'), run: text, partition: count, epoch: count, at }),
  z.strictObject({ kind: z.enum(['backlog', 'query-failed']), run: text, at, error: text }),
  z.strictObject({
    kind: z.literal('not-started'),
    run: text,
    at,
    error: text,
    checkpoint: text.exactOptional(),
  }),
  z.strictObject({ kind: z.enum(['cause', 'task-failed']), run: text, at, error: text, root: text.exactOptional() }),
  z.strictObject({ kind: z.literal('stopped'), run: text, at, aborts: count }),
  z.strictObject({
    kind: z.literal('lines-missing'),
    after: at,
    at,
    actors: count,
    shownBy: z.enum(['epochs', 'tasks', 'cancellation', 'trace']),
  }),
  z.strictObject({ kind: z.literal('nothing-to-check'), hasMicroBatch: z.boolean() }),
])

const moment = z.strictObject({ ...place, time: z.number().exactOptional(), inSeconds: z.boolean() })

const mark = z.strictObject({
  kind: z.enum(markKinds),
  epoch: count.exactOptional(),
  from: moment,
  to: moment.exactOptional(),
  text: text.exactOptional(),
})

const timeline = z.strictObject({
  queries: z.array(
    z.strictObject({
      name: text,
      queryId: text.exactOptional(),
      lanes: z.array(z.strictObject({ name: text, marks: z.array(mark), leftOut: count })),
      tasksLeftOut: count,
    }),
  ),
})

const run = z.strictObject({
  name: text,
  queryId: text.exactOptional(),
  checkpoint: text.exactOptional(),
  runId: text,
  startEpoch: count.exactOptional(),
  lastCommitted: count.exactOptional(),
  lastLogged: count.exactOptional(),
  lastOwnCommitted: count.exactOptional(),
  ended: z.enum(['stopped', 'failed', 'restarted', 'still running']),
})

const file = z.strictObject({
  name: text,
  role: z.enum(['driver', 'executor', 'both', 'none', 'other program', 'event log']),
  layout: text.exactOptional(),
  records: count,
  parts: z.array(text).exactOptional(),
})

const entryOffsets = z.strictObject({ epoch: count, offsets: text.exactOptional() })
const amount = z.strictObject({ atLeast: count, atMost: count.exactOptional() })
const oldStart = {
  run: text,
  loggedBy: text.exactOptional(),
  began: entryOffsets.exactOptional(),
  old: entryOffsets,
  next: entryOffsets.exactOptional(),
  lost: amount.exactOptional(),
  doubled: amount.exactOptional(),
}
const joinFinding = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started-from-old-offsets'), restarted: text.exactOptional(), ...oldStart }),
  z.strictObject({ kind: z.literal('next-start-is-old'), ...oldStart }),
  z.strictObject({ kind: z.enum(['overtaken', 'unclear']), run: text, first: count, last: count }),
  z.strictObject({
    kind: z.literal('start-untold'),
    run: text,
    behind: count,
    elsewhere: text.exactOptional(),
    isOwn: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('runs-elsewhere'), path: text.exactOptional(), runs: z.array(text) }),
  z.strictObject({ kind: z.literal('commits-missing'), inLogs: count, inCheckpoint: count.exactOptional() }),
  z.strictObject({
    kind: z.literal('commits-of-other-runs'),
    inLogs: count.exactOptional(),
    inCheckpoint: count,
    isBefore: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('other-path'), inLogs: text }),
  z.strictObject({ kind: z.literal('own-entry'), run: text, epoch: count, isOtherPath: z.boolean() }),
])
const join = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('joined'), runs: z.array(text), findings: z.array(joinFinding) }),
  z.strictObject({ kind: z.literal('other query'), queries: z.array(text) }),
  z.strictObject({ kind: z.literal('unknown query') }),
  z.strictObject({ kind: z.literal('several paths'), paths: z.array(text) }),
])

const headline = z.strictObject({ answer: z.enum(headlineAnswers), text })

const application = z.strictObject({
  headline,
  release: text.exactOptional(),
  edition: z.enum(editionNames).exactOptional(),
  id: text.exactOptional(),
  files: z.array(file),
  unread: z
    .array(z.strictObject({ file: text, partly: z.enum(['stands', 'in doubt', 'missing']).exactOptional(), why: text }))
    .exactOptional(),
  runs: z.array(run),
  requirements: z.record(text, verdict),
  findings: z.array(finding),
  missingLevels: z.array(z.strictObject({ logger: text, level: z.enum(levels) })),
  timeline: timeline.exactOptional(),
  lines: z.array(shown).exactOptional(),
})

/** What `cwc check --json` prints. The diagnosis of a checkpoint is that of `cwc doctor --json`. */
export const logReportSchema = z.strictObject({
  kind: z.literal('log report'),
  format: z.literal(logReportFormat),
  kit: z.strictObject({ name: text, version: text }),
  headline,
  applications: z.array(application),
  checkpoints: z.array(
    z.strictObject({
      checkpoint: text,
      diagnosis: diagnosisSchema,
      join: join.exactOptional(),
      conclusion: z.strictObject({ verdict: z.enum(checkpointVerdicts), decidedBy: z.enum(['checkpoint', 'logs']) }),
    }),
  ),
  notes: z.array(text),
  passedOver: z.array(text),
  hints: z.array(z.strictObject({ kind: z.enum(['checkpoint', 'event log']), path: text })),
  isInterrupted: z.boolean(),
})

/** The published JSON Schema. */
export function logReportJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: `urn:continuous-write-conformance:log-report:${logReportFormat}`,
    title: `Log report of continuous-write-conformance, format ${logReportFormat}`,
    description: 'What `cwc check --json` prints, and the file report.json that `cwc check --report DIR` writes.',
    ...z.toJSONSchema(logReportSchema, { target: 'draft-2020-12' }),
  }
}

/** The report as its JSON says it. */
export const inJson = (report: LogReport): unknown => JSON.parse(JSON.stringify(report))
