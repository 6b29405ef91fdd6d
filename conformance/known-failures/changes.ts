import type { Role } from '../../src/contract/roles.ts'
import type { Cause } from '../report/cause.ts'
import type { CaseReport, FindingReport, RunReport } from '../report/report.ts'
import { isSameCause, namesOneOf, type ShownCause, shownCauses } from '../report/shown-cause.ts'
import { requirements } from '../requirements/registry.ts'
import { isAgainst } from '../suite/verdict.ts'
import type { Entry } from './entry.ts'
import { findingsOf, isReasoned, isRecorded, isSearchedThrough, isWhereToLook } from './hold-against.ts'
import { isHeld, matchesFinding, matchesScenario, partsOf } from './matching.ts'

/** How the entry at this index changes. What is missing stays as it is. */
export type Change =
  | { readonly kind: 'remove'; readonly at: number }
  | {
      readonly kind: 'update'
      readonly at: number
      readonly observed?: readonly Cause[]
      /** The entry is narrowed to exactly these cases. */
      readonly cases?: readonly CaseReport[]
      /** Another requirement is violated than the reason was written for. */
      readonly isReasonGone: boolean
    }
  | { readonly kind: 'add'; readonly observed: readonly Cause[]; readonly pattern: AddedPattern }

export type AddedPattern =
  | { readonly kind: 'cases'; readonly cases: readonly CaseReport[] }
  | { readonly kind: 'generated'; readonly role: Role; readonly requirement?: string }

/**
 * The changes after which the entries list exactly the failures of a whole run. Entries for other versions and editions stay, and so do
 * entries for generated cases that this run could not have found.
 */
export function changesFor(
  entries: readonly Entry[],
  report: RunReport,
  given: { readonly isSeedChosen: boolean },
): readonly Change[] {
  const run = { version: report.driver.implementation.version, edition: report.edition }
  const held = entries.map((entry, at) => ({ entry, at })).filter(({ entry }) => isHeld(entry.when, run))
  return [...changesForCases(held, report), ...changesForFindings(held, report, given)]
}

interface Numbered {
  readonly entry: Entry
  readonly at: number
}

function changesForCases(held: readonly Numbered[], report: RunReport): readonly Change[] {
  const { cases } = report
  const { ofCase } = shownCauses(report)
  const own = held.filter(({ entry }) => !entry.pattern.isGenerated)
  const failing = cases.filter(({ verdict }) => isAgainst(verdict))
  const owned = new Map<number, CaseReport[]>(own.map(({ at }) => [at, []]))
  const unlisted = failing.filter((one) => {
    const matching = own.filter(({ entry }) => matchesScenario(entry.pattern, one))
    const owner = matching.find(({ entry }) => isReasoned(entry)) ?? matching[0]
    if (owner !== undefined) owned.get(owner.at)?.push(one)
    return owner === undefined
  })
  const added: Change[] = []
  for (const group of groupsOf(unlisted, ofCase)) {
    // A scenario that was renamed or moved takes its entry along: the place matches nothing, and the cause is the recorded one.
    const moved = own.find(
      ({ entry }) => group.shown.some((cause) => isRecorded(entry, cause)) && hasUnmatched(entry, cases),
    )
    if (moved === undefined) {
      added.push({
        kind: 'add',
        observed: group.shown.map(({ cause }) => cause),
        pattern: { kind: 'cases', cases: group.all },
      })
    } else {
      owned.get(moved.at)?.push(...group.all)
    }
  }
  return [...own.flatMap((one) => changeForCases(one, owned.get(one.at) ?? [], cases, ofCase)), ...added]
}

function changeForCases(
  { entry, at }: Numbered,
  own: readonly CaseReport[],
  cases: readonly CaseReport[],
  ofCase: (one: CaseReport) => ShownCause,
): readonly Change[] {
  if (own.length === 0) return [{ kind: 'remove', at }]
  const matched = cases.filter((one) => matchesScenario(entry.pattern, one))
  const isExact =
    !hasUnmatched(entry, cases) &&
    own.every((one) => matched.includes(one)) &&
    matched.every((one) => own.includes(one) || one.verdict === 'not-supported')
  const seen = groupsOf(own, ofCase).flatMap(({ shown }) => shown)
  const change = observing(entry, seen)
  if (isExact && change === undefined) return []
  return [{ kind: 'update', at, isReasonGone: false, ...change, ...(isExact ? {} : { cases: own }) }]
}

const hasUnmatched = (entry: Entry, cases: readonly CaseReport[]) =>
  partsOf(entry).some(({ pattern }) => !cases.some((one) => matchesScenario(pattern, one)))

/** What is to be recorded instead, if it differs. A reason was written for the violated requirements, not for a wording. */
function observing({ observed }: Entry, seen: readonly ShownCause[]) {
  const stays = observed.filter((one) => seen.some((shown) => isSameCause(one, shown)))
  const fresh = seen.filter((shown) => !observed.some((one) => isSameCause(one, shown)))
  if (stays.length === observed.length && fresh.length === 0) return undefined
  return {
    observed: [...stays, ...fresh.map(({ cause }) => cause)],
    isReasonGone: observed.length > 0 && fresh.some((shown) => !observed.some((one) => namesOneOf(one, shown))),
  }
}

function changesForFindings(
  held: readonly Numbered[],
  report: RunReport,
  { isSeedChosen }: { readonly isSeedChosen: boolean },
): readonly Change[] {
  const listed = new Set<FindingReport>()
  const found = findingsOf(report)
  const { ofFinding } = shownCauses(report)
  const generated = held.filter(({ entry }) => entry.pattern.isGenerated)
  const changes: Change[] = []
  const others: Numbered[] = []
  for (const one of generated) {
    const recorded = found.filter(
      ({ one: finding, own }) =>
        matchesFinding(one.entry.pattern, finding, own) && isRecorded(one.entry, ofFinding(finding)),
    )
    if (recorded.length === 0) others.push(one)
    else if (recorded.every(({ one: finding }) => listed.has(finding))) changes.push({ kind: 'remove', at: one.at })
    for (const { one: finding } of recorded) listed.add(finding)
  }
  for (const { entry, at } of others) {
    const fresh = found.filter(({ one, own }) => !listed.has(one) && matchesFinding(entry.pattern, one, own))
    for (const { one } of fresh) listed.add(one)
    if (fresh.length > 0) {
      const seen = groupsOf(fresh, ({ one }) => ofFinding(one)).flatMap(({ shown }) => shown)
      changes.push({ kind: 'update', at, isReasonGone: false, ...observing(entry, seen) })
      continue
    }
    const { requirement } = entry.pattern
    const isUnknown = requirement !== undefined && !requirements.some(({ id }) => id === requirement)
    const searched = report.generated.filter((own) => isWhereToLook(entry, own))
    const isGone = isSeedChosen && searched.length > 0 && searched.every(isSearchedThrough)
    if (isUnknown || isGone) changes.push({ kind: 'remove', at })
  }
  const unlisted = found.filter(({ one }) => !listed.has(one))
  const added = report.generated.flatMap(({ role }) =>
    groupsOf(
      unlisted.filter(({ own }) => own.role === role),
      ({ one }) => ofFinding(one),
    ).map(({ shown, all }): Change => {
      // A pattern looks at the requirements of each finding, and the run may name another one for all of them.
      const requirement = shown[0]?.cause.requirements.find((id) =>
        all.every(({ one }) => one.requirements.includes(id)),
      )
      const pattern = { kind: 'generated', role, ...(requirement === undefined ? {} : { requirement }) } as const
      return { kind: 'add', observed: shown.map(({ cause }) => cause), pattern }
    }),
  )
  return [...changes, ...added]
}

/** Failures that the run shows as one cause, and what is shown of each, without repeated mismatches. */
function groupsOf<One>(all: readonly One[], shownOf: (one: One) => ShownCause) {
  return [...Map.groupBy(all, (one) => shownOf(one).group).values()].map((own) => {
    const shown = new Map(own.map(shownOf).map((one) => [one.cause.mismatch, one]))
    return { shown: [...shown.values()], all: own }
  })
}
