import type { EditionName } from '../../src/reference/editions.ts'
import { bindingOf } from '../requirements/binding.ts'
import { editionOf } from '../requirements/edition.ts'
import { requirements } from '../requirements/registry.ts'
import type { LogVerdict } from './check-report.ts'
import type { Rule } from './rule.ts'
import { mostViolations, type Tallies } from './tally.ts'
import type { Visibility } from './visibility.ts'

/** All that verdicts rest on. */
export interface Seen {
  readonly rules: readonly Rule[]
  readonly tallies: Pick<Tallies, 'of'>
  readonly visibility: Visibility
  /** Undefined: no line says the release, and no edition is given. */
  readonly edition: EditionName | undefined
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
  edition,
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
      const all = (byRequirement.get(id) ?? []).map(({ rule }) => rule)
      const own = all.filter(({ differsIn }) => edition === undefined || !differsIn.includes(edition))
      if (own.length < all.length && own.length === 0) return []
      const accepts = new Set(own.flatMap((rule) => rule.accepts))
      if (edition !== undefined && !binds(requirement, edition, accepts)) return []
      if (own.length === 0) return [[id, { kind: 'never in logs' }]]
      const waits = unsettled.get(id)
      const isUnsure =
        edition === undefined &&
        (requirement.basis.kind === 'observed' || own.some(({ differsIn }) => differsIn.length > 0))
      return [
        [
          id,
          verdictOf(own, tallies, visibility, [
            ...doubts,
            ...(waits === undefined ? [] : [waits]),
            ...(isUnsure ? ['no line says which release it is, and releases differ here'] : []),
          ]),
        ],
      ]
    }),
  )
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
    isExtra: rule.isExtra,
    isEnough: rule.isEnough,
  }))
  const isSeenWhole = seen.some(({ hidden: why, isEnough }) => isEnough && why.length === 0)
  const held = seen.reduce((sum, { tally }) => sum + (tally?.held ?? 0), 0)
  const violating = seen.flatMap(({ tally, hidden: why }) => (tally !== undefined && why.length === 0 ? [tally] : []))
  const violated = violating.reduce((sum, tally) => sum + tally.violated, 0)
  if (violated > 0 && doubts.length === 0) {
    const violations = violating.flatMap((tally) => tally.violations).slice(0, mostViolations)
    return { kind: 'violated', times: violated, violations, held }
  }
  const why = new Set([
    ...seen.flatMap(({ tally }) => [...(tally?.unknown.keys() ?? [])]),
    ...seen.flatMap((rule) => (rule.isExtra || rule.isEnough || isSeenWhole ? [] : rule.hidden)),
    ...doubts,
  ])
  if (why.size > 0) return { kind: 'cannot tell', why: [...why], held }
  if (held === 0 && hasLineWithoutLevel())
    return { kind: 'cannot tell', why: ['the log shows no levels, so lines may be missing'], held }
  return held > 0 ? { kind: 'held', times: held } : { kind: 'no occasion' }
}
