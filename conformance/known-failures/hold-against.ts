import { causesOf } from '../report/causes.ts'
import type { Known, KnownFailureProblem } from '../report/known-failures.ts'
import type { CaseReport, FindingReport, GeneratedReport, RunReport } from '../report/report.ts'
import { isSameCause, type ShownCause, type ShownCauses, shownCauses } from '../report/shown-cause.ts'
import { requirements } from '../requirements/registry.ts'
import type { PlacedScenario } from '../suite/planned-case.ts'
import { isAccepted, isAgainst } from '../suite/verdict.ts'
import type { Entry } from './entry.ts'
import { isHeld, matchesFinding, matchesScenario, partsOf } from './matching.ts'

/** What a run is held against. */
export interface KnownFailures {
  /** The file, as messages name it. */
  readonly file: string
  readonly entries: readonly Entry[]
}

export interface Circumstances {
  /** The scenarios of the whole suite. Asked for only if the run had a selection of them and an entry matches none of these. */
  readonly suite: () => readonly PlacedScenario[]
  /** Whether the user chose the seed. A finding that another seed does not show may still be there. */
  readonly isSeedChosen: boolean
}

/**
 * The report of a run that is held against known failures: each listed failure carries its entry, and the report has the problems of
 * the list, in the order of the file.
 */
export function holdAgainst(report: RunReport, { file, entries }: KnownFailures, given: Circumstances): RunReport {
  const run = { version: report.driver.implementation.version, edition: report.edition }
  const held = entries.filter(({ when }) => isHeld(when, run))
  const causes = shownCauses(report)
  const cases = report.cases.map((one) =>
    withKnown(
      one,
      knownOf(
        held.filter(({ pattern }) => matchesScenario(pattern, one)),
        seenIn(one, causes),
      ),
    ),
  )
  const generated = report.generated.map((own) => ({
    ...own,
    findings: own.findings.map((one) =>
      withKnown(
        one,
        knownOf(
          held.filter(({ pattern }) => matchesFinding(pattern, one, own)),
          causes.ofFinding(one),
        ),
      ),
    ),
  }))
  return {
    ...report,
    cases,
    generated,
    causes: causesOf({ cases, generated }),
    knownFailures: {
      file,
      entries: entries.length,
      ignored: entries.length - held.length,
      problems: held.flatMap((entry, at) =>
        problemsOf(entry, { held, earlier: held.slice(0, at), causes }, report, given),
      ),
    },
  }
}

const seenIn = (one: CaseReport, causes: ShownCauses) => (isAgainst(one.verdict) ? causes.ofCase(one) : undefined)

function withKnown<One extends { readonly known?: Known }>({ known: _, ...one }: One, known: Known | undefined) {
  return known === undefined ? one : { ...one, known }
}

/** Of the first of the entries that has recorded what was seen. */
function knownOf(entries: readonly Entry[], seen: ShownCause | undefined): Known | undefined {
  const entry = seen === undefined ? undefined : entries.find((one) => isRecorded(one, seen))
  if (entry === undefined) return undefined
  const { at, reason, link } = entry
  return { entry: at, reason, ...(link === undefined ? {} : { link }) }
}

/** Whether the entry has recorded this cause. */
export const isRecorded = ({ observed }: Entry, seen: ShownCause): boolean =>
  observed.some((one) => isSameCause(one, seen))

/** Whether somebody has written a reason. */
export const isReasoned = ({ reason }: Pick<Entry, 'reason'>): boolean => reason !== '' && !/^todo\b/i.test(reason)

interface Others {
  /** All entries that hold. */
  readonly held: readonly Entry[]
  /** Those before the entry. */
  readonly earlier: readonly Entry[]
  readonly causes: ShownCauses
}

function problemsOf(
  entry: Entry,
  others: Others,
  report: RunReport,
  given: Circumstances,
): readonly KnownFailureProblem[] {
  const own = entry.pattern.isGenerated
    ? problemsOfFindings(entry, others, report, given)
    : problemsOfCases(entry, others, report, given)
  return isReasoned(entry) ? own : [{ kind: 'no-reason', entry: entry.at }, ...own]
}

function problemsOfCases(
  entry: Entry,
  { earlier, causes }: Others,
  report: RunReport,
  { suite }: Circumstances,
): readonly KnownFailureProblem[] {
  const matched = report.cases.filter((one) => matchesScenario(entry.pattern, one))
  const isFiltered = report.selection !== '' || report.shard !== undefined
  const unmatched = partsOf(entry)
    .filter(({ pattern }) => !report.cases.some((one) => matchesScenario(pattern, one)))
    .filter(({ pattern }) => !isFiltered || !suite().some((one) => matchesScenario(pattern, one)))
    .map(({ text, at }): KnownFailureProblem => ({ kind: 'unmatched', entry: at, pattern: text }))
  // The rest of the suite may have cases of this entry that fail.
  const isUnsupported = !isFiltered && matched.length > 0 && matched.every(({ verdict }) => verdict === 'not-supported')
  return [
    ...unmatched,
    ...(isUnsupported ? [{ kind: 'not-supported', entry: entry.at } as const] : []),
    ...matched.flatMap((one) => problemsOfCase(entry, { earlier, causes }, one)),
  ]
}

function problemsOfCase(
  entry: Entry,
  { earlier, causes }: Omit<Others, 'held'>,
  one: CaseReport,
): readonly KnownFailureProblem[] {
  const place = { name: one.name, file: one.file, line: one.line }
  const other = earlier.find(({ pattern }) => matchesScenario(pattern, one))
  if (other !== undefined) return [{ kind: 'listed-twice', entry: entry.at, earlier: other.at, case: place }]
  if (isAccepted(one.verdict)) return [{ kind: 'passes', entry: entry.at, case: place, verdict: one.verdict }]
  const seen = seenIn(one, causes)
  if (seen === undefined || isRecorded(entry, seen)) return []
  return [{ ...notRecorded(entry, seen), case: place }]
}

function notRecorded(entry: Entry, { cause: seen }: ShownCause) {
  const { at, observed: recorded } = entry
  return recorded.length === 0
    ? ({ kind: 'not-recorded', entry: at, seen } as const)
    : ({ kind: 'other-reason', entry: at, recorded, seen } as const)
}

/** Findings are told apart by their causes: two entries of one pattern may have recorded different ones. */
function problemsOfFindings(
  entry: Entry,
  { held, earlier, causes }: Others,
  report: RunReport,
  { isSeedChosen }: Circumstances,
): readonly KnownFailureProblem[] {
  const { requirement } = entry.pattern
  if (requirement !== undefined && !requirements.some(({ id }) => id === requirement)) {
    return [{ kind: 'unmatched', entry: entry.at, pattern: requirement }]
  }
  const matched = findingsOf(report).filter(({ one, own }) => matchesFinding(entry.pattern, one, own))
  const recorded = matched.filter(({ one }) => isRecorded(entry, causes.ofFinding(one)))
  const twice = recorded.flatMap(({ one, own }): readonly KnownFailureProblem[] => {
    const other = earlier.find(
      (before) => matchesFinding(before.pattern, one, own) && isRecorded(before, causes.ofFinding(one)),
    )
    return other === undefined ? [] : [{ kind: 'listed-twice', entry: entry.at, earlier: other.at }]
  })
  if (recorded.length > 0) return twice
  const [unlisted] = matched.filter(({ one, own }) => {
    const listing = held.filter(({ pattern }) => matchesFinding(pattern, one, own))
    return !listing.some((other) => isRecorded(other, causes.ofFinding(one)))
  })
  if (unlisted !== undefined) return [notRecorded(entry, causes.ofFinding(unlisted.one))]
  const searched = report.generated.filter((own) => isWhereToLook(entry, own))
  const cases = searched.reduce((sum, own) => sum + own.cases, 0)
  return isSeedChosen && report.shard === undefined && searched.length > 0 && searched.every(isSearchedThrough)
    ? [{ kind: 'not-found', entry: entry.at, cases }]
    : []
}

/** All findings of a run, each with the generated cases of its role. */
export function findingsOf({ generated }: Pick<RunReport, 'generated'>): readonly {
  readonly one: FindingReport
  readonly own: GeneratedReport
}[] {
  return generated.flatMap((own) => own.findings.map((one) => ({ one, own })))
}

/** Without a role, an entry is looked for in the roles of its requirement. */
export function isWhereToLook({ pattern }: Entry, { role }: GeneratedReport): boolean {
  if (pattern.role !== undefined) return pattern.role === role
  const record = requirements.find(({ id }) => id === pattern.requirement)
  return record !== undefined && (record.role === role || record.alsoIn === role)
}

/** A search that has ended early shows nothing by what it did not find. */
export const isSearchedThrough = ({ cases, planned, verdict }: GeneratedReport): boolean =>
  cases >= planned && verdict !== 'not-deterministic' && verdict !== 'not-supported'
