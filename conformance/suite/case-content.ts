import { createHash } from 'node:crypto'
import type { Role } from '../../src/contract/roles.ts'
import type { Expectation } from '../assertions/expectation.ts'
import type { Trace, TraceStep } from '../assertions/trace.ts'
import { meaningOfAbsence, meaningOfEvent } from '../gherkin/phrase-meaning.ts'
import type { Checked } from './session.ts'

/** The content of a scenario, with its phrases resolved: everything that can change a verdict, and no prose. */
export interface CaseContent {
  readonly role: Role
  readonly requirements: readonly string[]
  /** The opening and the actions, in order. */
  readonly trace: Trace
  /** The expectations, each with the part of the trace that it examines. */
  readonly checked: readonly Checked[]
}

/** The identity of a case: 12 hexadecimal digits of the digest of its content. Title, rule, words, file and line do not matter. */
export function caseId({ role, requirements, trace, checked }: CaseContent): string {
  const content = {
    role,
    requirements: [...requirements].sort(),
    steps: trace.map(contentOf),
    expectations: checked.map(({ expectation, from, to }) => ({ ...meaningOf(expectation), from, to })),
  }
  return createHash('sha256').update(canonical(content)).digest('hex').slice(0, 12)
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

/** The events of a step are not part of the content: they come from the implementation. */
function contentOf(step: TraceStep) {
  switch (step.kind) {
    case 'opened':
      return step.opening
    case 'acted':
      return step.action
    case 'closed':
      return 'closed'
  }
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
