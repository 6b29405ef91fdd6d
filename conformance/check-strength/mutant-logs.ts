import { isDeepStrictEqual } from 'node:util'
import { deviationsOf } from '../../src/reference/editions.ts'
import type { Mutant } from '../mutation/mutant.ts'
import { type Load, loadMutant } from '../mutation/mutated-model.ts'
import type { LogVerdict } from '../production-logs/report/check-report.ts'
import { toldByRole } from './generated-logs.ts'
import { judgeLogs } from './judge-logs.ts'
import { type Files, printFiles } from './print-files.ts'
import { printTrace } from './print-trace.ts'
import type { PrintedRecord } from './printed-record.ts'
import type { PrintedSchedule } from './printed-schedules.ts'
import { type ReleaseLines, releases } from './release-lines.ts'
import { layoutsOf } from './write-log.ts'

/** One log of a mutant that differs from that of the model, and the verdict on one requirement that the mutant breaks. */
export interface MutantLog {
  readonly requirement: string
  readonly title: string
  /** Undefined: the requirement does not bind in the edition. */
  readonly verdict: LogVerdict['kind'] | undefined
  /** The verdict on the log of the model. */
  readonly before: LogVerdict['kind'] | undefined
  /** Other requirements that are violated in this log, and not in that of the model. */
  readonly elsewhere: readonly string[]
}

/** The logs of a mutant that differ from those of the model: of each schedule at DEBUG and at INFO, in all layouts by turns. */
export async function mutantLogs(
  mutant: Mutant,
  {
    schedules,
    release,
    load,
  }: {
    readonly schedules: readonly PrintedSchedule[]
    readonly release: ReleaseLines
    readonly load?: Load | undefined
  },
): Promise<readonly MutantLog[]> {
  const model = await loadMutant(mutant, load)
  const deviations = deviationsOf(release.edition)
  const layouts = layoutsOf(release)
  return schedules.flatMap((one, at) => {
    const isTold = toldByRole[one.role]
    const breaks = mutant.breaks.filter((requirement) => isTold.test(requirement))
    if (breaks.length === 0) return []
    const records = printTrace(one.played, { model, deviations, release, mayBreakOff: true })
    return (['DEBUG', 'INFO'] as const).flatMap((level) => {
      if (isDeepStrictEqual(shown(records, level), shown(one.records, level))) return []
      const layout = layouts[at % layouts.length] ?? 'JSON'
      const how: Files = { layout, level, mode: at % 3 === 0 ? 'cluster' : 'local' }
      const before = one.verdicts.get(level) ?? judgeLogs(printFiles(one.records, how)).requirements
      one.verdicts.set(level, before)
      const after = judgeLogs(printFiles(records, how)).requirements
      const violated = Object.entries(after).flatMap(([id, { kind }]) =>
        isTold.test(id) && kind === 'violated' && before[id]?.kind !== 'violated' ? [id] : [],
      )
      return breaks.map((requirement) => ({
        requirement,
        title: `${one.role}: ${one.title}, ${level}`,
        verdict: after[requirement]?.kind,
        before: before[requirement]?.kind,
        elsewhere: violated.filter((id) => id !== requirement),
      }))
    })
  })
}

const shown = (records: readonly PrintedRecord[], level: Files['level']) =>
  records.flatMap(({ message, behind, level: own }) => (level === 'INFO' && own === 'DEBUG' ? [] : [message, behind]))

/** The releases that behave as the edition of the mutant does; all of them for the document. */
export const releasesFor = ({ edition = 'document' }: Mutant): readonly ReleaseLines[] =>
  edition === 'document'
    ? releases
    : releases.filter((one) => isDeepStrictEqual(deviationsOf(one.edition), deviationsOf(edition)))
