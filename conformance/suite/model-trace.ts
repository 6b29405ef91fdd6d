import type { Event } from '../../src/contract/events.ts'
import type { Deviations } from '../../src/reference/deviations.ts'
import { type Model, open, type State, step } from '../../src/reference/model.ts'
import { NotEnabled } from '../../src/reference/not-enabled.ts'
import { check, type Mismatch } from '../assertions/expectation.ts'
import type { Trace, TraceStep } from '../assertions/trace.ts'
import { equalEvents } from '../oracle/event-equality.ts'
import type { Edition } from '../requirements/edition.ts'
import type { CaseRecord } from './session.ts'

/**
 * The trace of a model for the same actions; undefined if nothing was opened.
 *
 * @throws the errors of the model, such as NotEnabled for an action that is not possible
 */
export function replay(trace: Trace, model: Model, deviations: Deviations): Trace | undefined {
  let state: State | undefined
  const replayed: TraceStep[] = []
  for (const one of trace) {
    if (one.kind === 'closed') {
      replayed.push({ ...one, events: [] })
      continue
    }
    const next = one.kind === 'opened' ? model.open(one.opening, deviations) : state && model.step(state, one.action)
    if (next === undefined) return undefined
    state = next.state
    replayed.push({ ...one, events: next.events })
  }
  return replayed
}

/** The trace of the edition's model for the same actions; undefined if one of them is not possible. */
export function modelTrace(trace: Trace, edition: Edition): Trace | undefined {
  try {
    return replay(trace, { open, step }, edition.deviations)
  } catch (error) {
    if (error instanceof NotEnabled) return undefined
    throw error
  }
}

/** The first expectation that the edition's model fails, and the mismatch. Undefined if the model passes. */
export function expectedMismatch(
  record: CaseRecord,
  edition: Edition,
): { readonly at: number; readonly mismatch: Mismatch } | undefined {
  const trace = modelTrace(record.trace, edition)
  if (trace === undefined) return undefined
  for (const [at, { expectation, from, to }] of record.checked.entries()) {
    const mismatch = check(expectation, trace.slice(from, to))
    if (mismatch !== undefined) return { at, mismatch }
  }
  return undefined
}

/** Whether both mismatches have the same events, apart from fields that no requirement constrains. */
export function sameMismatch(modelled: Mismatch, other: Mismatch): boolean {
  if (modelled.problem !== other.problem || modelled.seen.length !== other.seen.length) return false
  return modelled.seen.every((event, at) => equalEvents(event, other.seen[at] as Event))
}
