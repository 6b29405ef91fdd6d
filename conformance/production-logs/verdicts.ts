import type { LogVerdict } from './check-report.ts'
import type { Rule } from './rule.ts'
import type { Tally } from './tally.ts'
import type { Visibility } from './visibility.ts'

/** The verdict on each requirement that a rule is about. */
export function verdictsOf(
  rules: readonly Rule[],
  tallies: ReadonlyMap<string, Tally>,
  visibility: Visibility,
): Readonly<Record<string, LogVerdict>> {
  const byRequirement = Map.groupBy(
    rules.flatMap((rule) => rule.requirements.map((requirement) => ({ requirement, rule }))),
    ({ requirement }) => requirement,
  )
  return Object.fromEntries(
    [...byRequirement].map(([requirement, own]) => [
      requirement,
      verdictOf(
        tallies.get(requirement),
        own.flatMap(({ rule }) => [rule.on, ...rule.also].flatMap((kind) => visibility.hidden(kind) ?? [])),
      ),
    ]),
  )
}

/** A violation stands whatever else could not be told; an occasion that could not be told leaves no `held`. */
function verdictOf(tally: Tally | undefined, hidden: readonly string[]): LogVerdict {
  const held = tally?.held ?? 0
  if (tally !== undefined && tally.violated > 0) {
    return { kind: 'violated', times: tally.violated, violations: tally.violations, held }
  }
  const why = [...new Set([...(tally?.unknown.keys() ?? []), ...hidden])]
  if (why.length > 0) return { kind: 'cannot tell', why, held }
  return held > 0 ? { kind: 'held', times: held } : { kind: 'no occasion' }
}
