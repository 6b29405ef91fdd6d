import { cutText } from '../../src/adapters/cut-text.ts'
import type { Event } from '../../src/contract/events.ts'
import type { DiffLine } from './diff.ts'
import type { Trace, TraceStep } from './trace.ts'

// A driver within the protocol may show millions of events. A run examines all of them, and keeps what a reader looks at.

/** An event, a line or a text that is kept at all is kept to this size, so that it can be recognised. */
const least = 200

/** About the number of characters of the value in JSON. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 3
  if (typeof value !== 'object' || value === null) return 6
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + sizeOf(item), 3)
  return Object.entries(value).reduce((sum, [name, inner]) => sum + name.length + 4 + sizeOf(inner), 3)
}

/** The trace in about `room` characters, besides its actions. Step `marked` gets half of it, if it needs so much. */
export function cutTrace(trace: Trace, room: number, marked?: number): Trace {
  const sizes = trace.map(({ events }) => sizeOf(events))
  if (sum(sizes) <= room) return trace
  const ofMarked = Math.min(sizes[marked ?? -1] ?? 0, room / 2)
  const shares = shared(
    sizes.map((size, at) => (at === marked ? 0 : size)),
    room - ofMarked,
  )
  return trace.map((step, at) => cutStep(step, at === marked ? ofMarked : (shares[at] ?? 0)))
}

function cutStep(step: TraceStep, room: number): TraceStep {
  if (sizeOf(step.events) <= room) return step
  const { kept, omitted } = cutItems(step.events, room)
  return omitted === 0 ? { ...step, events: kept } : { ...step, events: kept, omitted: omitted + (step.omitted ?? 0) }
}

/** The first events in about `room` characters. */
export function cutEvents(events: readonly Event[], room: number): readonly Event[] {
  return cutItems(events, room).kept
}

/** The difference in about `room` characters, from two lines before the first line that differs. */
export function cutDifference(lines: readonly DiffLine[], room: number): readonly DiffLine[] {
  if (sizeOf(lines) <= room) return lines
  const start = Math.max(0, lines.findIndex(({ kind }) => kind !== 'both') - 2)
  const { kept, omitted } = cutItems(lines.slice(start), room)
  return [...omittedLines(start), ...kept, ...omittedLines(omitted)]
}

const omittedLines = (lines: number): readonly DiffLine[] => (lines === 0 ? [] : [{ kind: 'omitted', lines }])

/** The first lines of a text in about `room` characters, and how many are left out. */
export function cutLines(lines: readonly string[], room: number): readonly string[] {
  if (sizeOf(lines) <= room) return lines
  const { kept, omitted } = cutItems(lines, room)
  return omitted === 0 ? kept : [...kept, `… (${omitted} more lines)`]
}

/** The first items, each cut, and how many are left out. */
function cutItems<T>(items: readonly T[], room: number): { readonly kept: readonly T[]; readonly omitted: number } {
  const sizes: number[] = []
  let needed = 0
  for (const item of items) {
    const size = sizeOf(item)
    needed += Math.min(size, least)
    if (needed > room) break
    sizes.push(size)
  }
  const shares = shared(sizes, room)
  const kept = sizes.map((_, at) => cutValue(items[at] as T, shares[at] ?? 0))
  return { kept, omitted: items.length - kept.length }
}

/** The value in about `room` characters. */
function cutValue<T>(value: T, room: number): T {
  return (sizeOf(value) <= room ? value : cutPart(value, room)) as T
}

function cutPart(value: unknown, room: number): unknown {
  if (typeof value === 'string') return cutText(value, Math.max(40, Math.floor(room)))
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return cutList(value, room)
  const fields = Object.entries(value)
  const shares = shared(
    fields.map(([, inner]) => sizeOf(inner)),
    room,
  )
  return Object.fromEntries(fields.map(([name, inner], at) => [name, cutValue(inner, shares[at] ?? 0)]))
}

/** The lists inside an event have texts, or the children of a plan. */
function cutList(items: readonly unknown[], room: number): readonly unknown[] {
  const { kept, omitted } = cutItems(items, room)
  const note = `… (${items.length} in all)`
  return omitted === 0 ? kept : [...kept, typeof items[0] === 'string' ? note : { name: note, children: [] }]
}

/** Shares `room` among parts of these sizes: small ones get all that they need, and the others get the same. */
function shared(sizes: readonly number[], room: number): readonly number[] {
  let left = room
  let level = 0
  const ascending = sizes.toSorted((one, other) => one - other)
  for (const [at, size] of ascending.entries()) {
    level = left / (ascending.length - at)
    if (size > level) break
    left -= size
    level = size
  }
  return sizes.map((size) => Math.min(size, level))
}

const sum = (sizes: readonly number[]) => sizes.reduce((all, one) => all + one, 0)
