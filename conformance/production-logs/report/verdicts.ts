import type { EditionName } from '../../../src/reference/editions.ts'
import { bindingOf } from '../../requirements/binding.ts'
import { editionOf } from '../../requirements/edition.ts'
import { requirements } from '../../requirements/registry.ts'
import type { Rule } from '../rules/rule.ts'
import { mostViolations, type Tallies } from '../rules/tally.ts'
import type { Visibility } from '../rules/visibility.ts'
import type { LogVerdict } from './check-report.ts'
import { reasonNeverInLogs } from './never-in-logs.ts'

/** All that verdicts rest on. */
export interface Seen {
  readonly rules: readonly Rule[]
  readonly tallies: Pick<Tallies, 'of'>
  readonly visibility: Visibility
  /** Those of which the logs may be: one, if a line says the release or an edition is given. */
  readonly editions: readonly EditionName[]
  /** Requirements of which some occasions still wait for a later line, with what is missing. */
  readonly unsettled: ReadonlyMap<string, string>
  /** What is wrong with the logs as a whole, so that no line's place in them says anything. */
  readonly doubts: readonly string[]
}

/** The verdict on each requirement that binds in the edition, in the order of the registry. */
export function verdictsOf({
  rules,
  tallies,
  visibility,
  editions,
  unsettled,
  doubts,
}: Seen): Readonly<Record<string, LogVerdict>> {
  const byRequirement = Map.groupBy(
    rules.flatMap((rule) => rule.requirements.map((requirement) => ({ requirement, rule }))),
    ({ requirement }) => requirement,
  )
  return Object.fromEntries(
    requirements.flatMap((requirement): readonly (readonly [string, LogVerdict])[] => {
      const { id } = requirement
      const waits = unsettled.get(id)
      const all = (byRequirement.get(id) ?? []).map(({ rule }) => rule)
      const verdict = alike(
        editions.map((edition) => {
          const own = all.filter(({ differsIn }) => !differsIn.includes(edition))
          const accepts = new Set(own.flatMap((rule) => rule.accepts))
          if ((own.length < all.length && own.length === 0) || !binds(requirement, edition, accepts)) return undefined
          return own.length === 0
            ? { kind: 'never in logs', why: reasonNeverInLogs(requirement.id) }
            : verdictOf(own, tallies, visibility, [...doubts, ...(waits === undefined ? [] : [waits])])
        }),
      )
      return verdict === undefined ? [] : [[id, verdict]]
    }),
  )
}

/** What all editions say of which the logs may be. Undefined: the requirement binds in none of them. */
function alike(verdicts: readonly (LogVerdict | undefined)[]): LogVerdict | undefined {
  const binding = verdicts.filter((one) => one !== undefined)
  const [first, ...others] = binding
  if (first === undefined) return undefined
  const isSame = others.every((one) => one.kind === first.kind)
  // What has not happened, or is not shown, breaks nothing in the others, either.
  const isNothing = first.kind === 'no occasion' || first.kind === 'never in logs'
  if (isSame && (binding.length === verdicts.length || isNothing)) return first
  const why = binding.flatMap((one) => (one.kind === 'cannot tell' ? one.why : []))
  const held = Math.max(...binding.map((one) => ('held' in one ? one.held : one.kind === 'held' ? one.times : 0)))
  return {
    kind: 'cannot tell',
    why: [...new Set([...why, 'no line says which release it is, or cwc does not know it, and releases differ here'])],
    held,
  }
}

function binds(
  requirement: (typeof requirements)[number],
  edition: EditionName,
  accepts: ReadonlySet<string>,
): boolean {
  const binding = bindingOf(requirement, editionOf(edition))
  switch (binding.kind) {
    case 'binds':
      return true
    case 'deviates':
      return binding.deviations.every(({ name }) => accepts.has(name))
    case 'unspecified':
      return false
  }
}

/**
 * A violation stands whatever else could not be told, unless a rule relies on lines that the logs hide. An occasion that could not be told
 * leaves no `held`.
 */
function verdictOf(
  rules: readonly Rule[],
  tallies: Pick<Tallies, 'of'>,
  { hidden, hasLineWithoutLevel }: Visibility,
  doubts: readonly string[],
): LogVerdict {
  const seen = rules.map((rule) => ({
    tally: tallies.of(rule),
    hidden: [rule.on, ...rule.also].flatMap((kind) => hidden(kind) ?? []),
    unseen: tallies.of(rule).unseen ?? [],
    isExtra: rule.isExtra,
    isEnough: rule.isEnough,
  }))
  const isSeenWhole = seen.some(({ hidden: why, isEnough }) => isEnough && why.length === 0)
  const held = seen.reduce((sum, { tally }) => sum + tally.held, 0)
  const violating = seen.flatMap(({ tally, hidden: why }) => (why.length === 0 ? [tally] : []))
  const violated = violating.reduce((sum, tally) => sum + tally.violated, 0)
  if (violated > 0 && doubts.length === 0) {
    const violations = violating.flatMap((tally) => tally.violations).slice(0, mostViolations)
    return { kind: 'violated', times: violated, violations, held }
  }
  const why = new Set([
    ...seen.flatMap(({ tally }) => [...tally.unknown.keys()]),
    ...seen.flatMap((rule) => (rule.isExtra || rule.isEnough || isSeenWhole ? [] : rule.hidden.concat(rule.unseen))),
    ...doubts,
  ])
  if (why.size > 0) return { kind: 'cannot tell', why: [...why], held }
  if (held === 0 && hasLineWithoutLevel())
    return { kind: 'cannot tell', why: ['the log shows no levels, so lines may be missing'], held }
  return held > 0 ? { kind: 'held', times: held } : { kind: 'no occasion' }
}
