import type { Judgement, Rule } from './rule.ts'
import type { Place } from './state.ts'

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
}

/** How many violations of a rule are kept; the others are counted. */
export const mostViolations = 20

/** Counts judgements by rule. */
export interface Tallies {
  readonly count: (rule: Rule, judgement: Judgement, file: string, line: number, times?: number) => void
  readonly of: (rule: Rule) => Tally | undefined
}

interface Counts {
  held: number
  violated: number
  readonly violations: Violation[]
  readonly unknown: Map<string, number>
}

export function createTallies(): Tallies {
  const byRule = new Map<Rule, Counts>()
  return {
    of: (rule) => byRule.get(rule),
    count(rule, judgement, file, line, times = 1) {
      let counts = byRule.get(rule)
      if (counts === undefined) {
        counts = { held: 0, violated: 0, violations: [], unknown: new Map() }
        byRule.set(rule, counts)
      }
      switch (judgement.kind) {
        case 'held':
          counts.held += times
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
