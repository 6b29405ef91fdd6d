import type { EventPattern } from '../assertions/pattern.ts'
import { echoed } from '../visible.ts'
import { coordinatorEvents } from './events/coordinator.ts'
import { operatorEvents } from './events/operator.ts'
import { plannerEvents } from './events/planner.ts'
import { queryEvents } from './events/query.ts'
import { taskEvents } from './events/task.ts'
import { Groups } from './groups.ts'
import { expression } from './words.ts'

/** A phrase for an event, and the pattern that it means. `describe-event.ts` is the inverse. */
export interface EventPhrase {
  readonly expression: RegExp
  readonly pattern: (groups: Groups) => Omit<EventPattern, 'phrase'>
}

export const eventPhrases: readonly EventPhrase[] = [
  coordinatorEvents,
  operatorEvents,
  taskEvents,
  plannerEvents,
  queryEvents,
].flatMap((table) => Object.entries(table).map(([text, pattern]) => ({ expression: expression(text), pattern })))

/**
 * The pattern that the phrase means.
 *
 * @throws Error if no phrase matches
 */
export function eventPattern(phrase: string): EventPattern {
  for (const { expression, pattern } of eventPhrases) {
    const match = expression.exec(phrase)
    if (match !== null) return { phrase, ...pattern(new Groups(match.slice(1))) }
  }
  throw new Error(`unknown event "${echoed(phrase)}" (conformance/gherkin/events lists the phrases for events)`)
}
