import { invariants } from '../assertions/invariants.ts'
import type { TraceStep } from '../assertions/trace.ts'
import type { Problem } from './nonconformance.ts'

/** The steps of a trace as a linked list, the last one first: adding a step copies nothing and changes nothing. */
export interface TraceHistory {
  readonly before: TraceHistory | undefined
  readonly last: TraceStep
}

/** The steps, the first one first. */
export function stepsOf(history: TraceHistory): readonly TraceStep[] {
  const steps: TraceStep[] = []
  for (let past: TraceHistory | undefined = history; past !== undefined; past = past.before) steps.push(past.last)
  return steps.reverse()
}

/** The invariants that the last step breaks, also after unspecified behaviour. */
export function brokenInvariants(history: TraceHistory): readonly Problem[] {
  const trace = stepsOf(history).slice(0, -1)
  const { last } = history
  return invariants.flatMap(({ requirement, says, broken }) =>
    broken(trace, last).map((seen): Problem => ({ kind: 'forbidden', actor: seen.actor, requirement, says, seen })),
  )
}
