import { levels } from '../observations/sources.ts'
import type { Rule } from '../rules/rule.ts'
import type { Visibility } from '../rules/visibility.ts'
import type { MissingLevel } from './check-report.ts'

/** The loggers whose level hides what the rules look at, each once, with the most talkative level that one of them wants. */
export function missingLevels(rules: readonly Rule[], { tooHigh }: Visibility): readonly MissingLevel[] {
  const wanted = new Map<string, MissingLevel>()
  for (const kind of new Set(rules.flatMap(({ on, also }) => [on, ...also]))) {
    const source = tooHigh(kind)
    if (source === undefined) continue
    const { logger, level } = source
    const known = wanted.get(logger)
    if (known === undefined || levels.indexOf(level) < levels.indexOf(known.level))
      wanted.set(logger, { logger, level })
  }
  return [...wanted.values()].toSorted((one, other) => (one.logger < other.logger ? -1 : 1))
}
