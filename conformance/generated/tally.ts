import type { Always, Moment, RoleProperties } from '../properties/property.ts'
import type { Watch } from './judge-case.ts'

/** What a run has seen of each property: a property of which nothing was seen has been checked by nothing. */
export interface PropertyTally {
  readonly kind: 'always' | 'sometimes'
  readonly name: string
  readonly requirements: readonly string[]
  /** Always: the events that it speaks of. Sometimes: the moments that reached it. */
  readonly times: number
}

/** Counts what a run of a driver sees. */
export function tallyOf(properties: RoleProperties): {
  readonly watch: Watch
  readonly report: () => readonly PropertyTally[]
} {
  const spoken = new Map(properties.always.filter(({ onModelOnly }) => onModelOnly !== true).map((one) => [one, 0]))
  const reached = new Map(properties.sometimes.map((property) => [property, 0]))
  return {
    watch(moment) {
      for (const [property, times] of spoken) spoken.set(property, times + timesSpoken(property, moment))
      for (const [property, times] of reached) if (property.reached(moment)) reached.set(property, times + 1)
    },
    report: () => [
      ...[...spoken].map(([{ name, requirements }, times]) => ({ kind: 'always' as const, name, requirements, times })),
      ...[...reached].map(([{ name, requirements }, times]) => ({
        kind: 'sometimes' as const,
        name,
        requirements,
        times,
      })),
    ],
  }
}

/** How often a moment says something of a property: once if the property can tell, else as often as its events are seen. */
export function timesSpoken({ spoke, speaksOf }: Always<unknown, unknown>, moment: Moment<unknown, unknown>): number {
  if (spoke !== undefined) return spoke(moment) ? 1 : 0
  return moment.events.reduce((sum, { kind }) => sum + (speaksOf.includes(kind) ? 1 : 0), 0)
}
