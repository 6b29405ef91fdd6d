import fc from 'fast-check'
import { deviationsOf } from '../../src/reference/editions.ts'
import { type Model, open, step } from '../../src/reference/model.ts'
import { randomBounds, randomCases } from '../generated/random-case.ts'
import type { Bounds } from '../state-space/bounds.ts'
import type { Fault } from '../state-space/faults.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import { randomChoices, walk } from '../state-space/walk.ts'
import type { LogFile } from './judge-logs.ts'
import { type Files, printFiles } from './print-files.ts'
import { type Played, printTrace } from './print-trace.ts'
import { type ReleaseLines, releases } from './release-lines.ts'
import { layoutsOf, nameOfLayout } from './write-log.ts'

/** The logs of one generated schedule, and how they were printed. */
export interface GeneratedLog {
  readonly title: string
  readonly files: readonly LogFile[]
}

/** The roles whose traces are logs. */
export const printedRoles = ['query', 'coordinator', 'task', 'operator'] as const
export type PrintedRole = (typeof printedRoles)[number]

export const isPrintedRole = (role: string): role is PrintedRole => printedRoles.some((one) => one === role)

/** A generated schedule of the model of a release, and how its log is printed. */
export interface GeneratedSchedule {
  readonly title: string
  readonly release: ReleaseLines
  readonly played: Played
  readonly how: Files
}

/** Generated schedules, each of another release, layout, level and mode. The same seed gives the same ones. */
export function* generatedSchedules(
  role: PrintedRole,
  { seed, runs }: { readonly seed: number; readonly runs: number },
): Generator<GeneratedSchedule> {
  for (const [at, { setup, schedule }] of fc.sample(randomCases(60), { numRuns: runs, seed }).entries()) {
    const release = releases[at % releases.length]
    if (release === undefined) return
    const layouts = layoutsOf(release)
    const layout = layouts[Math.floor(at / releases.length) % layouts.length] ?? 'JSON'
    const how: Files = { layout, level: at % 5 < 2 ? 'DEBUG' : 'INFO', mode: at % 3 === 0 ? 'cluster' : 'local' }
    const { space, steps } = walk(
      stateSpaceOf(possible(randomBounds(role, setup))),
      randomChoices(schedule),
      deviationsOf(release.edition),
    )
    yield {
      title: `${role} ${at} as Spark ${release.version}, ${nameOfLayout(layout)}, ${how.level}, ${how.mode}`,
      release,
      played: { opening: space.opening, actions: steps.map(({ action }) => action) },
      how,
    }
  }
}

/** The requirements of which a trace of the role tells something: its surroundings are made up. */
export const toldByRole: Readonly<Record<PrintedRole, RegExp>> = {
  query: /^/,
  coordinator: /^EC-/,
  task: /^RDD-/,
  operator: /^OP-/,
}

/** The logs of generated schedules, as the model plays them. */
export function* generatedLogs(
  role: PrintedRole,
  { seed, runs, model = { open, step } }: { readonly seed: number; readonly runs: number; readonly model?: Model },
): Generator<GeneratedLog> {
  for (const { title, release, played, how } of generatedSchedules(role, { seed, runs })) {
    const records = printTrace(played, { model, deviations: deviationsOf(release.edition), release })
    yield { title, files: printFiles(records, how) }
  }
}

/** The kit's own senders do to a coordinator what no query does: they repeat messages, and send those of partitions that are not there. */
const sentByQueries: readonly Fault[] = ['late', 'lost', 'stop', 'ask']

function possible(bounds: Bounds): Bounds {
  if (bounds.role !== 'coordinator') return bounds
  const { writers, readers, faults } = bounds
  return {
    ...bounds,
    writers: Math.max(1, writers),
    readers: Math.max(1, readers),
    faults: faults.filter((fault) => sentByQueries.includes(fault)),
  }
}
