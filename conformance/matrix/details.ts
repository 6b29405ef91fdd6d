import type { Event } from '../../src/contract/events.ts'
import type { Trace } from '../assertions/trace.ts'
import { describeEvent } from '../gherkin/describe-event.ts'
import { describeTrace } from '../gherkin/describe-trace.ts'
import { deviationsBehind } from '../report/deviations-behind.ts'
import type { CaseReport, FindingReport, RunReport } from '../report/report.ts'
import { casesOf, spokenOf, unspecifiedCasesOf } from '../report/standing.ts'
import { deviations } from '../requirements/deviations.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { describeVerdict } from '../suite/describe-verdict.ts'
import { isAgainst } from '../suite/verdict.ts'
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
    together(reports.flatMap((named) => shortest(pick(named.report).map((one) => shownByCase(named, one)))))

  const deviating = deviations
    .filter((one) => one.requirement === id)
    .map((record) => ({
      ...record,
      shown: shownBy((report) =>
        casesOf(requirement, report).filter((one) => deviationsBehind(one, report.edition).includes(record)),
      ),
    }))
    .filter(({ shown }) => shown.length > 0)
  const unspecified = shownBy((report) => unspecifiedCasesOf(requirement, report))
  const fails = together(
    reports.flatMap((named) => {
      const { name, report } = named
      const against = report.cases.filter((one) => isAgainst(one.verdict) && spokenOf(one).includes(id))
      const findings = report.generated.flatMap(({ findings: all }) =>
        all.filter(({ requirements }) => requirements.includes(id)),
      )
      const shown = against.map((one) => shownByCase(named, one))
      return shortest(shown.length > 0 ? shown : findings.map((one) => shownByFinding(name, one)))
    }),
  )
  const isNothing = deviating.length + unspecified.length + fails.length === 0
  return isNothing ? undefined : { requirement: id, deviations: deviating, unspecified, fails }
}

/** A case to be shown, and its trace as it was seen. */
interface Candidate {
  readonly shown: Shown
  readonly trace: Trace
}

function shownByCase({ name: column, report: { edition } }: Named, one: CaseReport): Candidate {
  const { file, line, name, expected, problem, seen, trace, verdict, again } = one
  const shown = {
    columns: [column],
    by: { file, line, name },
    described: [
      ...(isAgainst(verdict) ? [verdict] : []),
      ...(expected ?? []).map((text) => `expected: ${text}`),
      ...(problem === undefined ? [] : [problem]),
      ...(seen ?? []).map((event) => `seen: ${describeEvent(event)}`),
      ...(seen?.length === 0 ? ['seen: nothing'] : []),
      ...(isAgainst(verdict) ? (describeVerdict(one, edition)?.split('\n') ?? []) : []),
    ],
    trace: describeTrace(trace),
    again,
  }
  return { shown, trace }
}

function shownByFinding(column: string, { token, described, trace, again }: FindingReport): Candidate {
  return { shown: { columns: [column], by: { token }, described, trace: describeTrace(trace), again }, trace }
}

function shortest(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.toSorted((one, other) => one.shown.trace.length - other.shown.trace.length).slice(0, 1)
}

/** One for the columns in which it is alike, apart from the order of what several actors do, which nobody promises. */
function together(candidates: readonly Candidate[]): readonly Shown[] {
  const groups = Map.groupBy(candidates, ({ shown: { by, described }, trace }) =>
    JSON.stringify([by, described.toSorted(), trace.map((step) => ({ ...step, events: actorByActor(step.events) }))]),
  )
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike
    return first === undefined ? [] : [{ ...first.shown, columns: alike.flatMap(({ shown }) => shown.columns) }]
  })
}

function actorByActor(events: readonly Event[]): readonly Event[] {
  return events.toSorted((one, other) => (one.actor < other.actor ? -1 : one.actor > other.actor ? 1 : 0))
}
