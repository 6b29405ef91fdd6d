import { describeEvent } from '../phrases/describe-event.ts'
import { describeTrace } from '../phrases/describe-trace.ts'
import { deviationsBehind } from '../report/deviations-behind.ts'
import type { CaseReport, FindingReport, RunReport } from '../report/report.ts'
import { casesOf, openCasesOf, spokenOf } from '../report/standing.ts'
import { deviations } from '../requirements/deviations.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { isAgainst } from '../run/verdict.ts'
import type { Details, Shown } from './matrix.ts'

/** A report, by the name of its column. */
export interface Named {
  readonly name: string
  readonly report: RunReport
}

/** What the columns do instead of keeping a requirement, with the shortest case of each; undefined if all keep it. */
export function detailsOf(requirement: Requirement, reports: readonly Named[]): Details | undefined {
  const { id } = requirement
  const shownBy = (pick: (report: RunReport) => readonly CaseReport[]) =>
    together(reports.flatMap(({ name, report }) => shortest(pick(report).map((one) => shownByCase(name, one)))))

  const deviating = deviations
    .filter((one) => one.requirement === id)
    .map((record) => ({
      ...record,
      shown: shownBy((report) =>
        casesOf(requirement, report).filter((one) => deviationsBehind(one, report.edition).includes(record)),
      ),
    }))
    .filter(({ shown }) => shown.length > 0)
  const open = shownBy((report) => openCasesOf(requirement, report))
  const fails = together(
    reports.flatMap(({ name, report }) => {
      const against = report.cases.filter((one) => isAgainst(one.verdict) && spokenOf(one).includes(id))
      const findings = report.generated.flatMap(({ findings: all }) =>
        all.filter(({ requirements }) => requirements.includes(id)),
      )
      const shown = against.map((one) => shownByCase(name, one))
      return shortest(shown.length > 0 ? shown : findings.map((one) => shownByFinding(name, one)))
    }),
  )
  const isNothing = deviating.length + open.length + fails.length === 0
  return isNothing ? undefined : { requirement: id, deviations: deviating, open, fails }
}

function shownByCase(column: string, one: CaseReport): Shown {
  const { file, line, name, expected, problem, seen, reason, trace, verdict, again } = one
  return {
    columns: [column],
    by: { file, line, name },
    described: [
      ...(isAgainst(verdict) ? [verdict] : []),
      ...(expected ?? []).map((text) => `expected: ${text}`),
      ...(problem === undefined ? [] : [problem]),
      ...(seen ?? []).map((event) => `seen: ${describeEvent(event)}`),
      ...(seen?.length === 0 ? ['seen: nothing'] : []),
      ...(isAgainst(verdict) ? (reason?.split('\n') ?? []) : []),
    ],
    trace: describeTrace(trace),
    again,
  }
}

function shownByFinding(column: string, { token, described, trace, again }: FindingReport): Shown {
  return { columns: [column], by: { token }, described, trace: describeTrace(trace), again }
}

function shortest(shown: readonly Shown[]): readonly Shown[] {
  return shown.toSorted((one, other) => one.trace.length - other.trace.length).slice(0, 1)
}

/** One for the columns in which it is alike to the letter. */
function together(shown: readonly Shown[]): readonly Shown[] {
  const groups = Map.groupBy(shown, ({ by, described, trace }) => JSON.stringify([by, described, trace]))
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike
    return first === undefined ? [] : [{ ...first, columns: alike.flatMap(({ columns }) => columns) }]
  })
}
