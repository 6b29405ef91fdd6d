import { createHash } from 'node:crypto'
import type { Role } from '../../src/contract/roles.ts'
import type { Expectation } from '../assertions/expectation.ts'
import { meaningOfAbsence, meaningOfEvent } from '../gherkin/phrase-meaning.ts'
import type { PlacedStep } from './planned-case.ts'

/** The content of a scenario, with its phrases resolved: everything that can change a verdict, and no prose. */
export interface CaseContent {
  readonly role: Role
  readonly requirements: readonly string[]
  readonly steps: readonly PlacedStep[]
}

/** The identity of a case: 12 hexadecimal digits of the digest of its content. Title, rule, words, file and line do not matter. */
export function caseId({ role, requirements, steps }: CaseContent): string {
  const content = { role, requirements: [...requirements].sort(), ...contentOf(steps) }
  return createHash('sha256').update(canonical(content)).digest('hex').slice(0, 12)
}

/** The opening and the actions, and each expectation with the part of them that it examines. */
function contentOf(steps: readonly PlacedStep[]) {
  const taken: unknown[] = []
  const expectations: unknown[] = []
  let from = 0
  for (const step of steps) {
    if (step.beginsBlock) from = taken.length
    switch (step.kind) {
      case 'open':
        taken.push(step.opening)
        break
      case 'act':
        taken.push(...step.actions)
        break
      case 'expect':
        expectations.push({ ...meaningOf(step.expectation), from, to: taken.length })
    }
  }
  return { steps: [...taken, 'closed'], expectations }
}

/** Gives the second of two cases with equal content the id `…-2`, and so on. */
export function distinctIds(ids: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return ids.map((id) => {
    const count = (seen.get(id) ?? 0) + 1
    seen.set(id, count)
    return count === 1 ? id : `${id}-${count}`
  })
}

function meaningOf(expectation: Expectation) {
  switch (expectation.kind) {
    case 'seen':
      return { kind: expectation.kind, events: [meaningOfEvent(expectation.pattern.phrase)] }
    case 'not-seen':
      return { kind: expectation.kind, events: [meaningOfAbsence(expectation.phrase)] }
    case 'in-order':
    case 'only':
      return { kind: expectation.kind, events: expectation.patterns.map(({ phrase }) => meaningOfEvent(phrase)) }
    case 'only-in-some-order': {
      const events = expectation.patterns.map(({ phrase }) => meaningOfEvent(phrase))
      return { kind: expectation.kind, events: events.map(canonical).sort() }
    }
  }
}

/** JSON in which the order of an object's fields does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([left], [right]) => (left < right ? -1 : 1)))
      : one,
  )
}
