import type { EventKind } from '../../src/contract/events.ts'
import type { RoleProperties } from '../properties/property.ts'
import type { Watch } from './judge-case.ts'

/** What a run has seen of each property: a property of which nothing was seen has been checked by nothing. */
export interface PropertyTally {
  readonly kind: 'always' | 'sometimes'
  readonly name: string
  readonly requirements: readonly string[]
  /** Always: the events that it speaks of. Sometimes: the moments that reached it. */
  readonly times: number
}

/** Counts what a run sees. */
export function tallyOf(properties: RoleProperties): {
  readonly watch: Watch
  readonly report: () => readonly PropertyTally[]
} {
  const events = new Map<EventKind, number>()
  const reached = new Map(properties.sometimes.map((property) => [property, 0]))
  return {
    watch(moment) {
      for (const { kind } of moment.events) events.set(kind, (events.get(kind) ?? 0) + 1)
      for (const [property, times] of reached) if (property.reached(moment)) reached.set(property, times + 1)
    },
    report: () => [
      ...properties.always.map(({ name, requirements, speaksOf }) => ({
        kind: 'always' as const,
        name,
        requirements,
        times: speaksOf.reduce((sum, kind) => sum + (events.get(kind) ?? 0), 0),
      })),
      ...[...reached].map(([{ name, requirements }, times]) => ({
        kind: 'sometimes' as const,
        name,
        requirements,
        times,
      })),
    ],
  }
}
