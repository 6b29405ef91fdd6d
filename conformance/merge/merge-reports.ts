import { isDeepStrictEqual } from 'node:util'
import { roles } from '../../src/contract/roles.ts'
import { UsageError } from '../errors.ts'
import { united } from '../explore/coverage.ts'
import { notRunReport } from '../report/case-report.ts'
import { causesOf } from '../report/causes.ts'
import { digestOfSuite } from '../report/digests.ts'
import type { CaseReport, RunReport, Shard } from '../report/report.ts'
import { requirementReports } from '../report/requirement-report.ts'
import { isAllRun, roleReports } from '../report/run-report.ts'
import { editionOf } from '../requirements/edition.ts'
import { lossesOf } from '../suite/losses.ts'
import { mergedGenerated } from './merge-generated.ts'

/** A report, and the folder that it is from. */
export interface Part {
  readonly folder: string
  readonly report: RunReport
}

/** Reports are not all shards of one run, each once. */
export class NotOneRun extends UsageError {
  override readonly name = 'NotOneRun'
}

/**
 * The report of all shards together. It equals that of a run that was not split, but for its times.
 *
 * @throws NotOneRun with the folders that do not fit
 */
export function mergedReport(parts: readonly Part[]): RunReport {
  const [first, ...others] = inOrder(parts)
  const all = [first, ...others].map(({ report }) => report)
  const { shard: _, ...base } = first.report
  const cases = withoutGivenUp(all.flatMap((report) => report.cases).toSorted(byPlace))
  const { scenarios, digest } = base.suite
  if (cases.length !== scenarios || digestOfSuite(cases.map(({ id }) => id)) !== digest) {
    throw new NotOneRun(
      `${foldersOf(parts)}: the shards have ${cases.length} scenarios, and their suite has ${scenarios} (each once is wanted)`,
    )
  }
  const generated = base.generated.map((own) =>
    mergedGenerated(
      all.flatMap((report) => report.generated),
      own.role,
    ),
  )
  return {
    ...base,
    startedAt: all.map(({ startedAt }) => startedAt).reduce((one, other) => (other < one ? other : one)),
    finishedAt: all.map(({ finishedAt }) => finishedAt).reduce((one, other) => (other > one ? other : one)),
    roles: roleReports(cases),
    cases,
    causes: causesOf({ cases, generated }),
    coverage: mergedCoverage(all),
    generated,
    requirements: requirementReports({ cases, generated, edition: editionOf(base.edition) }),
    complete: all.every(({ complete }) => complete) && isAllRun({ cases, generated }),
    ...mergedShutdown(all),
    ...mergedKnownFailures(all),
  }
}

/** A shard may have run cases before which the whole run gives their role up. */
function withoutGivenUp(cases: readonly CaseReport[]): readonly CaseReport[] {
  const losses = lossesOf(cases)
  return cases.map((one) => {
    const reason = losses.givenUp(one)
    return reason === undefined ? one : notRunReport(one, one.again, reason)
  })
}

function mergedShutdown(reports: readonly RunReport[]): Pick<RunReport, 'shutdown'> {
  const shutdown = [...new Set(reports.flatMap((report) => report.shutdown ?? []))]
  return shutdown.length === 0 ? {} : { shutdown }
}

/** The problems of all shards, each once: an entry without a reason is one in every shard. */
function mergedKnownFailures(reports: readonly RunReport[]): Pick<RunReport, 'knownFailures'> {
  const [first] = reports
  if (first?.knownFailures === undefined) return {}
  const problems = reports.flatMap(({ knownFailures }) => knownFailures?.problems ?? [])
  const distinct = [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
  return {
    knownFailures: {
      ...first.knownFailures,
      problems: distinct.toSorted(
        ({ entry: one }, { entry: other }) => one.line - other.line || one.column - other.column,
      ),
    },
  }
}

/** The shards by their index. @throws NotOneRun */
function inOrder(parts: readonly Part[]): readonly [Part, ...Part[]] {
  const shards = parts.map((part) => ({ ...part, shard: shardOf(part) }))
  const [first, ...others] = shards
  if (first === undefined) throw new NotOneRun('no folder was given (the folders of all shards are wanted)')
  const { of } = first.shard
  for (const other of others) mustAgree(first, other)
  for (const [at, { folder, shard }] of shards.entries()) {
    const earlier = shards.slice(0, at).find((one) => one.shard.index === shard.index)
    if (earlier !== undefined) {
      throw new NotOneRun(
        `${earlier.folder}, ${folder}: both are shard ${shard.index} of ${of} (each shard once is wanted)`,
      )
    }
  }
  const present = new Set(shards.map(({ shard }) => shard.index))
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !present.has(index))
  if (missing.length > 0) {
    const names = missing.length > 10 ? `${missing.length} shards` : `shard ${missing.join(', ')}`
    throw new NotOneRun(`${foldersOf(parts)}: ${names} of ${of} ${missing.length === 1 ? 'is' : 'are'} missing`)
  }
  const [lowest, ...higher] = shards.toSorted((one, other) => one.shard.index - other.shard.index)
  return [lowest ?? first, ...higher]
}

function shardOf({ folder, report: { shard } }: Part): Shard {
  if (shard === undefined) throw new NotOneRun(`${folder}: not a shard (a report of cwc run --shard is wanted)`)
  if (shard.index > shard.of) throw new NotOneRun(`${folder}: shard ${shard.index} of ${shard.of} does not exist`)
  return shard
}

/** What all shards of a run have in common. */
const common: readonly (readonly [what: string, of: (report: RunReport) => unknown])[] = [
  ['version of the kit', ({ kit }) => kit.version],
  ['number of shards', ({ shard }) => shard?.of],
  ['suite', ({ suite }) => suite],
  ['judge (model, oracle or requirements)', ({ judge }) => judge],
  ['pages', ({ pages }) => pages],
  ['driver', ({ driver: { choice, digest } }) => ({ choice, digest })],
  ['implementation', ({ driver: { choice: _, digest: __, ...identity } }) => identity],
  ['edition', ({ edition }) => edition],
  ['selection', ({ selection }) => selection],
  ['roles of generated cases', ({ generated }) => generated.map(({ role }) => role)],
  [
    'list of known failures',
    ({ knownFailures: list }) => list && { file: list.file, entries: list.entries, ignored: list.ignored },
  ],
  ['seed', ({ generated }) => generated.map(({ seed }) => seed)],
]

function mustAgree(one: Part, other: Part): void {
  const differing = common.find(([, of]) => !isDeepStrictEqual(of(one.report), of(other.report)))
  if (differing === undefined) return
  const [what] = differing
  throw new NotOneRun(`${one.folder}, ${other.folder}: another ${what} (shards of one run are wanted)`)
}

/** The order of a suite: by file, and by line in it. */
function byPlace(one: CaseReport, other: CaseReport): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1
  return one.line - other.line
}

function mergedCoverage(reports: readonly RunReport[]): RunReport['coverage'] {
  const groups = Map.groupBy(
    reports.flatMap(({ coverage }) => coverage),
    ({ bounds }) => bounds.role,
  )
  return roles.flatMap((role) => {
    const [first, ...others] = groups.get(role) ?? []
    return first === undefined ? [] : [others.reduce(united, first)]
  })
}

const foldersOf = (parts: readonly Part[]) => parts.map(({ folder }) => folder).join(', ')
