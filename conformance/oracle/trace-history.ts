import { invariants } from '../assertions/invariants.ts'
import type { TraceStep } from '../assertions/trace.ts'
import type { Problem } from './nonconformance.ts'

/** The steps of a trace, the last one first: to add a step takes no copy, and leaves the trace as it was. */
export interface TraceHistory {
  readonly before: TraceHistory | undefined
  readonly last: TraceStep
}

/** What no trace may hold, whoever is free, and the last step does. */
export function brokenInvariants({ before, last }: TraceHistory): readonly Problem[] {
  const steps: TraceStep[] = []
  for (let past = before; past !== undefined; past = past.before) steps.push(past.last)
  const trace = steps.reverse()
  return invariants.flatMap(({ requirement, says, broken }) =>
    broken(trace, last).map((seen): Problem => ({ kind: 'forbidden', actor: seen.actor, requirement, says, seen })),
  )
}
