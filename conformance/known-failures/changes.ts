import type { Role } from '../../src/contract/roles.ts'
import { type Cause, causeKey, causeOf, causeOfFinding } from '../report/cause.ts'
import type { CaseReport, FindingReport, RunReport } from '../report/report.ts'
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
  | { readonly kind: 'add'; readonly observed: Cause; readonly pattern: AddedPattern }

export type AddedPattern =
  | { readonly kind: 'cases'; readonly cases: readonly CaseReport[] }
  | { readonly kind: 'generated'; readonly role: Role }

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

function changesForCases(held: readonly Numbered[], { cases }: RunReport): readonly Change[] {
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
  for (const group of groupsOf(unlisted, causeOf)) {
    // A scenario that was renamed or moved takes its entry along: the place matches nothing, and the cause is the recorded one.
    const moved = own.find(({ entry }) => isRecorded(entry, group.cause) && hasUnmatched(entry, cases))
    if (moved === undefined) {
      added.push({ kind: 'add', observed: group.cause, pattern: { kind: 'cases', cases: group.all } })
    } else {
      owned.get(moved.at)?.push(...group.all)
    }
  }
  return [...own.flatMap((one) => changeForCases(one, owned.get(one.at) ?? [], cases)), ...added]
}

function changeForCases(
  { entry, at }: Numbered,
  own: readonly CaseReport[],
  cases: readonly CaseReport[],
): readonly Change[] {
  if (own.length === 0) return [{ kind: 'remove', at }]
  const matched = cases.filter((one) => matchesScenario(entry.pattern, one))
  const isExact =
    !hasUnmatched(entry, cases) &&
    own.every((one) => matched.includes(one)) &&
    matched.every((one) => own.includes(one) || one.verdict === 'not-supported')
  const seen = groupsOf(own, causeOf).map(({ cause }) => cause)
  const change = observing(entry, seen)
  if (isExact && change === undefined) return []
  return [{ kind: 'update', at, isReasonGone: false, ...change, ...(isExact ? {} : { cases: own }) }]
}

const hasUnmatched = (entry: Entry, cases: readonly CaseReport[]) =>
  partsOf(entry).some(({ pattern }) => !cases.some((one) => matchesScenario(pattern, one)))

/** What is to be recorded instead, if it differs. A reason was written for the violated requirements, not for a wording. */
function observing({ observed }: Entry, seen: readonly Cause[]) {
  const keys = new Set(seen.map(causeKey))
  const isSame = observed.length === seen.length && observed.every((one) => keys.has(causeKey(one)))
  if (isSame) return undefined
  const stays = observed.filter((one) => keys.has(causeKey(one)))
  const recorded = new Set(observed.map(causeKey))
  const known = new Set(observed.map((one) => JSON.stringify(one.requirements)))
  return {
    observed: [...stays, ...seen.filter((one) => !recorded.has(causeKey(one)))],
    isReasonGone: observed.length > 0 && seen.some((one) => !known.has(JSON.stringify(one.requirements))),
  }
}

function changesForFindings(
  held: readonly Numbered[],
  report: RunReport,
  { isSeedChosen }: { readonly isSeedChosen: boolean },
): readonly Change[] {
  const listed = new Set<FindingReport>()
  const found = findingsOf(report)
  const generated = held.filter(({ entry }) => entry.pattern.isGenerated)
  const changes: Change[] = []
  const others: Numbered[] = []
  for (const one of generated) {
    const recorded = found.filter(
      ({ one: finding, own }) =>
        matchesFinding(one.entry.pattern, finding, own) && isRecorded(one.entry, causeOfFinding(finding)),
    )
    if (recorded.length === 0) others.push(one)
    else if (recorded.every(({ one: finding }) => listed.has(finding))) changes.push({ kind: 'remove', at: one.at })
    for (const { one: finding } of recorded) listed.add(finding)
  }
  for (const { entry, at } of others) {
    const fresh = found.filter(({ one, own }) => !listed.has(one) && matchesFinding(entry.pattern, one, own))
    for (const { one } of fresh) listed.add(one)
    if (fresh.length > 0) {
      const seen = groupsOf(fresh, ({ one }) => causeOfFinding(one)).map(({ cause }) => cause)
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
      ({ one }) => causeOfFinding(one),
    ).map(({ cause }): Change => ({ kind: 'add', observed: cause, pattern: { kind: 'generated', role } })),
  )
  return [...changes, ...added]
}

function groupsOf<One>(all: readonly One[], causeOfOne: (one: One) => Cause) {
  const groups = new Map<string, { readonly cause: Cause; readonly all: One[] }>()
  for (const one of all) {
    const cause = causeOfOne(one)
    const key = causeKey(cause)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { cause, all: [one] })
    else group.all.push(one)
  }
  return [...groups.values()]
}
