import type { Place } from '../runs/state.ts'
import type { Judgement, Rule } from './rule.ts'

/** One contradiction in a log. */
export interface Violation {
  readonly at: Place
  /** The earlier line that does not go with it. */
  readonly contradicts: Place | undefined
  readonly expected: string
}

/** What one rule has found. */
export interface Tally {
  readonly held: number
  /** The first `mostViolations` of them. */
  readonly violations: readonly Violation[]
  readonly violated: number
  /** Reasons why an occasion could not be judged, with their number. */
  readonly unknown: ReadonlyMap<string, number>
  /** Why occasions could not be judged that came before the lines on which the rule relies could be seen; undefined if none did. */
  readonly unseen: string | undefined
}

/** How many violations of a rule are kept; the others are counted. */
export const mostViolations = 20

/** Counts judgements by rule. */
export interface Tallies {
  readonly count: (rule: Rule, judgement: Judgement, file: string, line: number) => void
  readonly of: (rule: Rule) => Counts
}

/** What one rule has found so far. The judge counts in it, too. */
export interface Counts extends Tally {
  held: number
  violated: number
  readonly violations: Violation[]
  readonly unknown: Map<string, number>
  unseen: string | undefined
}

export function createTallies(): Tallies {
  const byRule = new Map<Rule, Counts>()
  const of = (rule: Rule): Counts => {
    const known = byRule.get(rule)
    if (known !== undefined) return known
    const made: Counts = { held: 0, violated: 0, violations: [], unknown: new Map(), unseen: undefined }
    byRule.set(rule, made)
    return made
  }
  return {
    of,
    count(rule, judgement, file, line) {
      const counts = of(rule)
      switch (judgement.kind) {
        case 'held':
          counts.held += 1
          return
        case 'violated':
          counts.violated += 1
          if (counts.violations.length < mostViolations) {
            const { contradicts, expected } = judgement
            counts.violations.push({ at: { file, line }, contradicts, expected })
          }
          return
        case 'cannot-tell':
          counts.unknown.set(judgement.why, (counts.unknown.get(judgement.why) ?? 0) + 1)
      }
    },
  }
}
