import { createHash } from 'node:crypto'
import type { Event } from '../../src/contract/events.ts'
import type { Deviation } from '../../src/reference/deviations.ts'
import type { Trace } from '../assertions/trace.ts'
import { describeEvent } from '../gherkin/describe-event.ts'
import { describeMismatch } from '../gherkin/describe-mismatch.ts'
import { describeTrace } from '../gherkin/describe-trace.ts'
import { deviationsBehind } from '../report/deviations-behind.ts'
import type { CaseReport, FindingReport, RunReport } from '../report/report.ts'
import { casesOf, spokenOf, unspecifiedCasesOf } from '../report/standing.ts'
import { editionOf } from '../requirements/edition.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { describeVerdict } from '../suite/describe-verdict.ts'
import { isAgainst } from '../suite/verdict.ts'
import type { Matrix, Shown } from './matrix.ts'

/** How a case shows that a column does not simply keep a requirement. */
export type CandidateKind =
  | { readonly kind: 'deviates'; readonly deviation: Deviation }
  | { readonly kind: 'unspecified' }
  | { readonly kind: 'fails' }

/** A case of one column that could be shown for a requirement. */
export interface Candidate {
  readonly how: CandidateKind
  readonly column: string
  readonly shown: Omit<Shown, 'columns'>
}

/** A report, by the name of its column. */
export interface Named {
  readonly name: string
  readonly report: RunReport
}

/** The cases of a report that show how its column does not keep a requirement. */
export function candidatesInReport(requirement: Requirement, { name: column, report }: Named): readonly Candidate[] {
  const { id } = requirement
  const edition = editionOf(report.edition)
  const candidate = (how: CandidateKind, shown: Candidate['shown']): Candidate => ({ how, column, shown })
  return [
    ...casesOf(requirement, report).flatMap((one) =>
      deviationsBehind(one, edition)
        .filter((record) => record.requirement === id)
        .map(({ name }) => candidate({ kind: 'deviates', deviation: name }, shownByCase(one, report))),
    ),
    ...unspecifiedCasesOf(requirement, report).map((one) =>
      candidate({ kind: 'unspecified' }, shownByCase(one, report)),
    ),
    ...report.cases
      .filter((one) => isAgainst(one.verdict) && spokenOf(one).includes(id))
      .map((one) => candidate({ kind: 'fails' }, shownByCase(one, report))),
    ...report.generated
      .flatMap(({ findings }) => findings.filter(({ requirements }) => requirements.includes(id)))
      .map((one) => candidate({ kind: 'fails' }, shownByFinding(one))),
  ]
}

/** The cases that a matrix shows for a requirement, column by column. */
export function candidatesInMatrix({ id }: Requirement, { details, columns }: Matrix): readonly Candidate[] {
  const names = new Set(columns.map(({ name }) => name))
  const from = (how: CandidateKind, all: readonly Shown[]) =>
    all.flatMap(({ columns: within, ...shown }) =>
      within.filter((name) => names.has(name)).map((column): Candidate => ({ how, column, shown })),
    )
  return details
    .filter(({ requirement }) => requirement === id)
    .flatMap(({ deviations, unspecified, fails }) => [
      ...deviations.flatMap(({ name, shown }) => from({ kind: 'deviates', deviation: name }, shown)),
      ...from({ kind: 'unspecified' }, unspecified),
      ...from({ kind: 'fails' }, fails),
    ])
}

function shownByCase(one: CaseReport, { edition }: RunReport): Candidate['shown'] {
  const { id, expected = [], problem, seen = [], difference, trace, verdict, again } = one
  const verdictLines = isAgainst(verdict) ? (describeVerdict(one, edition)?.split('\n') ?? []) : []
  const described = [
    ...(isAgainst(verdict) ? [verdict] : []),
    ...(problem === undefined ? [] : describeMismatch({ expected, problem, seen, difference })),
    ...verdictLines,
  ]
  // Not the lines of the difference: they depend on the order of events of different actors.
  const compared = [verdict, ...expected, problem ?? '', ...seen.map(describeEvent), ...verdictLines]
  return { by: { case: id }, described, trace: describeTrace(trace), again, alike: alikeKey(compared, trace) }
}

function shownByFinding({ token, described, trace, again }: FindingReport): Candidate['shown'] {
  return { by: { token }, described, trace: describeTrace(trace), again, alike: alikeKey(described, trace) }
}

/** No page promises an order between the events of different actors, so two runs that differ only there are alike. */
function alikeKey(compared: readonly string[], trace: Trace): string {
  const steps = trace.map((step) => ({ ...step, events: actorByActor(step.events) }))
  const key = JSON.stringify([compared.toSorted(), steps])
  return createHash('sha256').update(key).digest('hex').slice(0, 12)
}

function actorByActor(events: readonly Event[]): readonly Event[] {
  return events.toSorted((one, other) => (one.actor < other.actor ? -1 : one.actor > other.actor ? 1 : 0))
}
