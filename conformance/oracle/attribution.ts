import type { EventKind } from '../../src/contract/events.ts'
import type { Way } from '../requirements/difference.ts'
import type { Edition } from '../requirements/edition.ts'
import { requirements } from '../requirements/registry.ts'
import type { Requirement } from '../requirements/requirement.ts'
import type { Problem } from './nonconformance.ts'
import { topicsOf, topicsOfDifference } from './topic.ts'

/**
 * The requirement that speaks of what is wrong: that such an event happens, happens no more often, is like this, or
 * comes at that place. It is one that binds the edition. The records of the registry say which differences are theirs.
 */
export function attribute(problem: Problem, edition: Edition): string {
  const ids = requirementsOf(problem)
  const binding = ids.filter((id) => !edition.unspecified.has(id))
  // If the edition deviates from a requirement, another one says what it does instead.
  return binding.find((id) => !edition.deviatesFrom(id)) ?? binding[0] ?? ids[0]
}

/** Every requirement to which the difference belongs in some edition: those that were observed first, as they say more. */
export function requirementsOf(problem: Problem): readonly [string, ...string[]] {
  if (problem.kind === 'forbidden') return [problem.requirement]
  const [first, ...others] = (candidates(problem).find((list) => list.length > 0) ?? []).map(({ id }) => id)
  if (first === undefined)
    throw new Error(`no requirement has this difference in its attributed: ${JSON.stringify(problem)}`)
  return [first, ...others]
}

/** Lists of requirements, the most special one first. */
function candidates(problem: Exclude<Problem, { kind: 'forbidden' }>): readonly (readonly Requirement[])[] {
  const at = (topics: readonly string[], way: Way) => topics.map((topic) => byDifference.get(keyOf(topic, way)) ?? [])
  switch (problem.kind) {
    case 'missing':
      return at(topicsOf(problem.expected), 'missing')
    case 'too-much':
      return at(topicsOf(problem.seen), 'too-much')
    case 'different':
      return at(topicsOfDifference(problem.expected, problem.seen), 'different')
    case 'wrong-order':
      return [
        byOrder.get(orderOf([problem.expected.kind, problem.seen.kind])) ?? [],
        ...at(topicsOf(problem.expected), 'misplaced'),
      ]
    case 'before-its-cause':
      return [...at(topicsOf(problem.seen), 'too-early'), ...at(topicsOf(problem.seen), 'misplaced')]
  }
}

const keyOf = (topic: string, way: Way) => `${way}: ${topic}`
const orderOf = (kinds: readonly EventKind[]) => kinds.toSorted().join(', ')

const observedFirst = requirements.toSorted(
  (one, other) => Number(other.basis.kind === 'observed') - Number(one.basis.kind === 'observed'),
)

const byDifference = grouped(({ attributed = {} }) =>
  Object.entries(attributed).flatMap(([topic, ways]) => ways.map((way) => keyOf(topic, way))),
)
const byOrder = grouped(({ attributedOrder }) => (attributedOrder === undefined ? [] : [orderOf(attributedOrder)]))

/** The requirements by the keys that each of them has. */
function grouped(keysOf: (requirement: Requirement) => readonly string[]): ReadonlyMap<string, readonly Requirement[]> {
  const groups = new Map<string, Requirement[]>()
  for (const requirement of observedFirst) {
    for (const key of keysOf(requirement)) groups.set(key, [...(groups.get(key) ?? []), requirement])
  }
  return groups
}
