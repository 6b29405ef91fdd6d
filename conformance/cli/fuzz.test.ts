import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InvalidArgumentError } from 'commander'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { checkResult } from '../../src/adapters/stdio/check-result.ts'
import { lineSplitter } from '../../src/adapters/stdio/lines.ts'
import { readResponse } from '../../src/adapters/stdio/response.ts'
import { session } from '../../src/adapters/stdio/session.ts'
import { methods } from '../../src/contract/protocol.ts'
import { describeDiagnosis } from '../checkpoint/describe-diagnosis.ts'
import { diagnose } from '../checkpoint/diagnose.ts'
import { listingIn } from '../checkpoint/listing.ts'
import { localPath } from '../checkpoint/local-path.ts'
import { everything, readCheckpoint } from '../checkpoint/read-checkpoint.ts'
import { planRepair } from '../checkpoint/repair.ts'
import type { Storage } from '../checkpoint/storage.ts'
import { everyVerdict, withText } from '../drawn/fixtures/reports.ts'
import { UsageError } from '../errors.ts'
import { readFeaturePlace } from '../feature-files/feature-place.ts'
import { readFeature } from '../feature-files/read-feature.ts'
import { kit } from '../kit.ts'
import { parseEntries } from '../known-failures/parse-entries.ts'
import { aMatrix, aSource } from '../matrix/fixtures/reports.ts'
import { readMatrix } from '../matrix/read.ts'
import { createApplication } from '../production-logs/application.ts'
import { recording } from '../production-logs/fixtures/recording.ts'
import { layoutOfPattern } from '../production-logs/reading/log4j-pattern.ts'
import { takeLog } from '../production-logs/take-log.ts'
import { describeApplicationReport } from '../production-logs/telling/describe-report.ts'
import { readReport } from '../report/read-report.ts'
import type { RunReport } from '../report/report.ts'
import { blocksOf } from '../requirements/blocks.ts'
import { editionNamed } from '../requirements/edition.ts'
import { requirementById } from '../requirements/registry.ts'
import { readJournal } from '../run/read-journal.ts'
import { readToken } from '../state-space/token.ts'
import { wordsOfCommand } from '../words-of-command.ts'
import { chooseDriver } from './choose-driver.ts'
import { parseDrivers } from './matrix-drivers.ts'
import { jobs, runs, seconds, seed as seedOf, shard } from './option-values.ts'

// Whatever a driver sends, and whatever stands in a file or a word of the user: no error but the reader's own, no end that does not come,
// and no change to the prototypes. FUZZ_RUNS inputs in all (5,000), from FUZZ_SEED (a random one, in the title of each test).

const total = Number(process.env['FUZZ_RUNS'] ?? 5_000)
const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31))

const folder = mkdtempSync(join(tmpdir(), 'cwc-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Parts that readers trip over. */
const odd = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'null', 'NaN', '-0', '1e999', '1e300'],
  ...[
    '9007199254740993',
    '-1',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '\\',
    '\\u',
    ',',
    ':',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\ufeff',
  ],
  ...[
    '\ud800',
    '\u202e',
    '\u001b[2J',
    '\u2028',
    '&a ',
    '*a',
    '!!js/function ',
    '<<: ',
    '- ',
    '? ',
    '|\n',
    '---\n',
    '%YAML 9',
  ],
  ...['<script>', ']]>', '"""', '@EC-1', 'Given ', '# language: xx\n', '| a |\n', '{"__proto__":{"polluted":1}}'],
  ...['['.repeat(300), '{"a":'.repeat(300), '(('.repeat(300), ' '.repeat(2_000), 'x'.repeat(20_000), '0'.repeat(500)],
]

const part = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...odd) },
  fc.string({ maxLength: 20 }),
  fc.jsonValue().map((value) => JSON.stringify(value)),
)

/** A change of a text: at a place, some characters are replaced by a part. */
const change = fc.record({ at: fc.nat(), length: fc.oneof(fc.constant(0), fc.nat(40)), part })

const changed = (text: string, changes: readonly { at: number; length: number; part: string }[]) =>
  changes.reduce((before, { at, length, part: put }) => {
    const place = at % (before.length + 1)
    return before.slice(0, place) + put + before.slice(place + length)
  }, text)

/** Texts near these. */
const near = (...texts: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.constantFrom(...texts), fc.array(change, { maxLength: 4 }))
        .map(([text, changes]) => changed(text, changes)),
    },
    fc.string({ maxLength: 200, unit: 'binary' }),
    fc.array(part, { maxLength: 10 }).map((parts) => parts.join('')),
  )

/** JSON texts of which one value, somewhere, is another one or has another name. */
const nearJson = (...values: readonly unknown[]): fc.Arbitrary<string> => {
  const texts = values.map((value) => JSON.stringify(value))
  const replaced = fc
    .tuple(
      fc.constantFrom(...texts),
      fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
      fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(...odd, 1e300, -1, 2 ** 53, 0.5, null, {}, [])),
      fc.boolean(),
    )
    .map(([text, path, value, isName]) => JSON.stringify(replacedIn(JSON.parse(text), path, value, isName)))
  return fc.oneof({ weight: 3, arbitrary: replaced }, { weight: 2, arbitrary: near(...texts) })
}

function replacedIn(value: unknown, [first, ...path]: readonly number[], put: unknown, isName: boolean): unknown {
  if (first === undefined || typeof value !== 'object' || value === null) return put
  const fields = Object.entries(value)
  const field = fields[first % Math.max(1, fields.length)]
  if (field === undefined) return put
  // An object of JSON may have a `toString` that is no function.
  const name = isName && path.length === 0 ? (typeof put === 'string' ? put : JSON.stringify(put)) : field[0]
  const inner = isName && path.length === 0 ? field[1] : replacedIn(field[1], path, put, isName)
  if (Array.isArray(value)) return value.map((item, at) => (String(at) === field[0] ? inner : item))
  return Object.fromEntries(fields.map((one) => (one === field ? [name, inner] : one)))
}

const events = [
  { kind: 'epoch-committed', actor: 'coordinator', epoch: 7, messages: ['a', 'b'] },
  {
    kind: 'query-stopped',
    actor: 'coordinator',
    error: { type: 'A', message: null, cause: { type: 'B', message: 'x' } },
  },
  { kind: 'planned', actor: 'planner', plan: { name: 'A', children: [{ name: 'B', children: [] }] } },
  { kind: 'sent', actor: 'task-1', message: { type: 'CommitPartitionEpoch', partitionId: 1, epoch: 2, message: 'm' } },
]
const identity = {
  protocol: 1,
  implementation: { name: 'x', version: '1', language: 'y' },
  edition: 'document',
  roles: ['task'],
}
const results: readonly unknown[] = [identity, { events }, { steps: [events, []] }, null]
const answers = [
  ...results.map((result) => ({ jsonrpc: '2.0', id: 1, result })),
  { jsonrpc: '2.0', id: 1, error: { code: -32602, message: 'no', data: [] } },
]
const calls = [
  { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocol: 1, kit: '0' } },
  {
    jsonrpc: '2.0',
    id: 2,
    method: 'open',
    params: { role: 'coordinator', setup: { startEpoch: 3, epochBacklogQueueSize: 10 } },
  },
  {
    jsonrpc: '2.0',
    id: 3,
    method: 'apply',
    params: { actions: [{ kind: 'ask', message: { type: 'GetCurrentEpoch' } }] },
  },
  { jsonrpc: '2.0', id: 4, method: 'close', params: {} },
]

/** Bytes in pieces, as a pipe brings them. */
const inPieces = (texts: fc.Arbitrary<string>) =>
  fc.tuple(
    fc.oneof(
      { weight: 5, arbitrary: texts.map((text) => Buffer.from(`${text}\n`)) },
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    ),
    fc.array(fc.nat(300), { maxLength: 6 }),
  )

function linesOf([bytes, borders]: readonly [Buffer, readonly number[]]) {
  const splitter = lineSplitter(10_000)
  const ends = [...borders.toSorted((one, other) => one - other), bytes.length]
  return ends.flatMap((end, at) => splitter.push(bytes.subarray(ends[at - 1] ?? 0, end))).concat(splitter.rest())
}

/** Small, so that many can be read. */
const small = (one: RunReport): RunReport => ({ ...one, requirements: one.requirements.slice(0, 2) })
const report = small(everyVerdict)
const entry = (one: unknown) => ({ kind: 'case', report: one })
const journal = [{ kind: 'run', same: { kit: kit.version } }, ...report.cases.map(entry)].map((line) =>
  JSON.stringify(line),
)
const feature =
  '@task @RDD-1\nFeature: f\n\n  Rule: r\n\n    Scenario Outline: s\n      Given role task\n      When it <a>\n\n      Examples:\n        | a |\n        | b |\n'
const known =
  'failures:\n  - case: EC-1\n    reason: r # why\n    link: https://example.org\n    observed:\n      - requirements: [EC-1]\n        mismatch: "not seen: x"\n'

/** A reader of a file, called with a text as its content. */
const ofFile = (name: string, read: (file: string) => unknown) => (text: string) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return read(file)
}

/** Reads, diagnoses and describes a checkpoint. Its parts are divided by form feeds: names of files, and each file in turn. */
function examine(text: string) {
  const [names = '', ...contents] = text.split('\f')
  const files = names.split(' ').map((name) => ({ name, isFolder: false, size: 1, modified: name.length * 1_000 }))
  const storage: Storage = {
    list: (path) => (path === '' ? [{ name: 'metadata', isFolder: false, size: 1, modified: 0 }] : files),
    read: (path) => ({ kind: 'bytes', bytes: Buffer.from(contents[path.length % Math.max(1, contents.length)] ?? '') }),
    makeFolder: () => undefined,
    move: () => undefined,
    moveCommand: () => '',
  }
  const reading = readCheckpoint(storage, '', everything)
  const diagnosis = diagnose(reading)
  if (reading.kind === 'checkpoint') planRepair(reading.checkpoint, diagnosis)
  const shown = describeDiagnosis('x', diagnosis, [])
  expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  expect(shown.length).toBeLessThan(20_000)
}

const checkpointEntries = [
  'v1\n\n{"0":{"value":26,"runTimeMs":9}}',
  'v1\n\n{"t":{"0":7}}',
  'v1\n{"a":0}\n5',
  '{"id":"x"}',
]
const listing = 'Found 1 items\n-rw-r--r--   3 u g   29 2026-11-28 12:16 /c/0\n'

/** Pieces of recorded logs in several layouts and releases. */
const pieces = ['2.4.8/local-task-fails-info', '3.5.8/local-two-queries-thread', '4.2.0/local-normal-json'].map(
  (name) => {
    const lines = recording(`${name}/driver.log`).toString().split('\n')
    return [
      ...lines.slice(0, 3),
      ...lines.filter((line) => /Continuous|Epoch|Writer|Executor/.test(line)).slice(0, 40),
    ].join('\n')
  },
)
const wrapped = pieces.flatMap((piece) => [
  piece.replaceAll('\n', '\r\n'),
  piece.replaceAll(/^/gm, '\u001b[32m'),
  piece.replaceAll(/^/gm, '[pod/q-driver/spark] 2026-11-28T12:00:00.123456789Z '),
  piece.replaceAll(/^.*$/gm, (log) => JSON.stringify({ log: `${log}\n`, stream: 'stderr' })),
  `Container: container_1_0001_01_000001 on h_1\nLogType:stderr\nLog Contents:\n${piece}\nEnd of LogType:stderr\n`,
])

/** Reads, judges and describes a log. */
function judgeLog(text: string) {
  const application = createApplication()
  const layout = takeLog(application, 'x.log', Buffer.from(text))
  const shown = describeApplicationReport(application.report(() => layout))
  expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
}

type Reader = readonly [name: string, inputs: fc.Arbitrary<string>, read: (text: string) => unknown]

const readers: readonly Reader[] = [
  ['report.json', nearJson(report, small(withText('x'))), ofFile('report.json', readReport)],
  ['matrix.json', nearJson(aMatrix([aSource('one', report)])), ofFile('matrix.json', readMatrix)],
  [
    'a journal',
    near(journal.join('\n'), `${journal.join('\n')}\n`),
    ofFile('journal.ndjson', () => readJournal(folder)),
  ],
  ['known failures', near(known, known.repeat(2)), (text) => parseEntries('known.yaml', text)],
  ['a feature', near(feature), ofFile('x.feature', (file) => readFeature(file, 'x.feature'))],
  ['a page', near('# A\n\nOne. Two.\n\n## B\n\n* c\n\n```\nd\n```\n'), blocksOf],
  ['a token', near('coordinator:w2r1e2f1x1:late:0120', 'query:p1f0e1r1x1::0', 'task:p1f0e1r1x0::01'), readToken],
  ['a requirement', near('EC-45', 'op-3'), requirementById],
  ['an edition', near('document', 'spark-3.5'), (name) => editionNamed(name, '--edition')],
  ['a driver', near('spark@3.5.8', 'reference'), (text) => chooseDriver(text, [], {})],
  ['drivers of a matrix', near('spark@2.4.8,mine=./driver', 'reference'), parseDrivers],
  ['a place', near('features/a.feature:1:2'), readFeaturePlace],
  [
    'a checkpoint',
    fc
      .tuple(
        near('0 1 2 .1.crc .3.crc', '7', '0 007 +1 .2.x.tmp'),
        near(...checkpointEntries),
        near(...checkpointEntries),
      )
      .map((parts) => parts.join('\f')),
    examine,
  ],
  ['a log', near(...pieces, ...wrapped), judgeLog],
  ['a layout', near('%d{ISO8601} [%t] %-5p %c{1} - %m%n', '%X{a} %highlight{%p} %m'), layoutOfPattern],
  ['a listing', near(listing, listing.slice(14)), listingIn],
  ['--via', near(`hdfs --config '/a b' "c"`), (text) => wordsOfCommand('--via', text)],
  ['the name of a checkpoint', near('file:///a/b/', 'hdfs://n/a', '/a'), localPath],
  ['--runs', near('500', 'task=1,query=2'), runs],
  ['--seed', near('1'), seedOf],
  ['--timeout', near('1.5'), seconds],
  ['--jobs', near('2'), jobs],
  ['--shard', near('1/2'), shard],
]

// Half of the inputs go to the protocol, since drivers are what the kit reads most.
const ofReader = { seed, numRuns: Math.ceil(total / 2 / readers.length) }
const ofProtocol = { seed, numRuns: Math.ceil(total / 4) }

const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype]
const ofPrototypes = () => prototypes.map((one) => Reflect.ownKeys(one).length)
const before = ofPrototypes()
const unpolluted = () => {
  expect(ofPrototypes()).toEqual(before)
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
}

it.each(readers)(`%s: a reader has no error but its own, seed ${seed}`, (_, inputs, read) => {
  const check = fc.property(inputs, (text) => {
    try {
      read(text)
    } catch (error) {
      if (!(error instanceof UsageError || error instanceof InvalidArgumentError)) throw error
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the message must have none
      expect(error.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
      expect(error.message.length).toBeLessThan(2_000)
    }
    unpolluted()
  })
  fc.assert(check, ofReader)
})

it(`the protocol client: any answer of a driver is a result or a complaint, seed ${seed}`, () => {
  const check = fc.property(inPieces(nearJson(...answers)), (bytes) => {
    for (const line of linesOf(bytes)) {
      const response = readResponse(line.text, 1)
      if (response.kind !== 'result') continue
      for (const method of methods) {
        const checked = checkResult(method, response.result, () => undefined)
        if (checked.kind === 'bad') expect(checked.reason.length).toBeLessThan(2_000)
      }
    }
    unpolluted()
  })
  fc.assert(check, ofProtocol)
})

it(`the protocol server: each line has one answer, seed ${seed}`, async () => {
  const check = fc.asyncProperty(fc.array(inPieces(nearJson(...calls)), { maxLength: 4 }), async (all) => {
    const served = session(referenceDriver('document'))
    for (const line of all.flatMap(linesOf)) {
      const { line: reply } = await served.answer(line)
      expect(JSON.parse(reply)).toMatchObject({ jsonrpc: '2.0' })
      expect(reply).not.toMatch(/\\n {4}at /)
    }
    unpolluted()
  })
  await fc.assert(check, ofProtocol)
})
