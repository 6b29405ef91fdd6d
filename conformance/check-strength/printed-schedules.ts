import { deviationsOf } from '../../src/reference/editions.ts'
import { open, step } from '../../src/reference/model.ts'
import type { Trace } from '../assertions/trace.ts'
import { recordPrograms } from '../mutation/programs.ts'
import type { LogVerdict } from '../production-logs/report/check-report.ts'
import { editionOf } from '../requirements/edition.ts'
import { generatedSchedules, isPrintedRole, type PrintedRole, printedRoles } from './generated-logs.ts'
import type { Files } from './print-files.ts'
import { type Played, printTrace } from './print-trace.ts'
import type { PrintedRecord } from './printed-record.ts'
import type { ReleaseLines } from './release-lines.ts'

/** A schedule that the model has played and printed. */
export interface PrintedSchedule {
  readonly title: string
  readonly role: PrintedRole
  readonly played: Played
  readonly records: readonly PrintedRecord[]
  /** The verdicts on the log of the model, once they were asked for. */
  readonly verdicts: Map<Files['level'], Readonly<Record<string, LogVerdict>>>
}

/** The schedules of all scenarios in the edition of the release, and generated ones: `runs` per role for all releases together. */
export async function printedSchedules(release: ReleaseLines, runs: number): Promise<readonly PrintedSchedule[]> {
  const deviations = deviationsOf(release.edition)
  const programs = await recordPrograms(editionOf(release.edition))
  const ofSuite = programs.flatMap(({ scenario, trace }) =>
    playedIn(trace).flatMap((played) => {
      const { role } = played.opening
      return isPrintedRole(role) ? [{ title: scenario.name, role, played }] : []
    }),
  )
  const generated = printedRoles.flatMap((role) =>
    [...generatedSchedules(role, { seed: 1, runs })]
      .filter((one) => one.release.edition === release.edition)
      .map(({ title, played }) => ({ title, role, played })),
  )
  return [...ofSuite, ...generated].map((one) => ({
    ...one,
    records: printTrace(one.played, { model: { open, step }, deviations, release }),
    verdicts: new Map(),
  }))
}

function playedIn(trace: Trace): readonly Played[] {
  const found: { readonly opening: Played['opening']; readonly actions: Played['actions'][number][] }[] = []
  for (const one of trace) {
    if (one.kind === 'opened') found.push({ opening: one.opening, actions: [] })
    if (one.kind === 'acted') found.at(-1)?.actions.push(one.action)
  }
  return found
}
