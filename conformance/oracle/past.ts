import { invariants } from '../expect/invariants.ts'
import type { TraceStep } from '../expect/trace.ts'
import type { Problem } from './unexplained.ts'

/** The steps of a trace, the last one first: to add a step takes no copy, and leaves the trace as it was. */
export interface Past {
  readonly before: Past | undefined
  readonly last: TraceStep
}

/** What no trace may hold, whoever is free, and the last step does. */
export function forbidden({ before, last }: Past): readonly Problem[] {
  const steps: TraceStep[] = []
  for (let past = before; past !== undefined; past = past.before) steps.push(past.last)
  const trace = steps.reverse()
  return invariants.flatMap(({ requirement, says, broken }) =>
    broken(trace, last).map((seen): Problem => ({ kind: 'forbidden', actor: seen.actor, requirement, says, seen })),
  )
}
