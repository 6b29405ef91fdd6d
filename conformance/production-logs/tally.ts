import type { Judgement } from './rule.ts'
import type { Place } from './state.ts'

/** One contradiction in a log. */
export interface Violation {
  readonly at: Place
  /** The earlier line that does not go with it. */
  readonly contradicts: Place | undefined
  readonly expected: string
}

/** What was seen of one requirement. */
export interface Tally {
  readonly held: number
  /** The first `mostViolations` of them. */
  readonly violations: readonly Violation[]
  readonly violated: number
  /** Reasons why an occasion could not be judged, with their number. */
  readonly unknown: ReadonlyMap<string, number>
}

/** How many violations of a requirement are kept; the others are counted. */
export const mostViolations = 20

/** Counts judgements by requirement. */
export interface Tallies {
  readonly count: (requirements: readonly string[], judgement: Judgement, at: Place) => void
  readonly of: ReadonlyMap<string, Tally>
}

export function createTallies(): Tallies {
  const of = new Map<
    string,
    { held: number; violated: number; violations: Violation[]; unknown: Map<string, number> }
  >()
  const tallyOf = (requirement: string) => {
    const known = of.get(requirement)
    if (known !== undefined) return known
    const made = { held: 0, violated: 0, violations: [], unknown: new Map<string, number>() }
    of.set(requirement, made)
    return made
  }
  return {
    of,
    count(requirements, judgement, at) {
      for (const requirement of requirements) {
        const tally = tallyOf(requirement)
        switch (judgement.kind) {
          case 'held':
            tally.held += 1
            break
          case 'violated':
            tally.violated += 1
            if (tally.violations.length < mostViolations) {
              tally.violations.push({ at, contradicts: judgement.contradicts, expected: judgement.expected })
            }
            break
          case 'cannot-tell':
            tally.unknown.set(judgement.why, (tally.unknown.get(judgement.why) ?? 0) + 1)
        }
      }
    },
  }
}
