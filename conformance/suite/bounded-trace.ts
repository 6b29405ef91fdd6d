import type { Trace, TraceStep } from '../assertions/trace.ts'

const longestText = 10_000
const mostEvents = 2_000

/**
 * The trace that is kept of a case that was judged: long texts are cut, and a step keeps its first events. A driver within the
 * protocol may answer 16 MiB to each call, and a run keeps all of its traces.
 */
export function boundedTrace(trace: Trace): Trace {
  return trace.map((step): TraceStep => ({ ...step, events: step.events.slice(0, mostEvents).map(cut) }))
}

function cut<T>(value: T): T {
  return cutValue(value) as T
}

function cutValue(value: unknown): unknown {
  if (typeof value === 'string') return value.length <= longestText ? value : `${copied(value.slice(0, longestText))}…`
  if (Array.isArray(value)) return value.map(cutValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cutValue(inner)]))
}

/** A slice would keep the whole text in memory. */
const copied = (text: string) => Array.from(text).join('')
