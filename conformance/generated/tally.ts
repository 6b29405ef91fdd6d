import type { Always, Moment, RoleProperties } from '../properties/property.ts'
import type { Walk } from '../state-space/walk.ts'
import type { Watch } from './judge-case.ts'

/** How often a run has exercised each property. A property that was never exercised was not checked. */
export interface PropertyTally {
  readonly kind: 'always' | 'sometimes'
  readonly name: string
  readonly requirements: readonly string[]
  /** Always: the events that it speaks of. Sometimes: the moments that reached it. */
  readonly times: number
  /** The same count for the model in the cases that the driver does not support: the most that they could have shown. */
  readonly notSupported: number
}

/** Counts how often a run exercises each property, and how often its unsupported cases would have. */
export function tallyOf(properties: RoleProperties): {
  readonly watch: Watch
  readonly notSupported: (walk: Walk) => void
  readonly report: () => readonly PropertyTally[]
} {
  const seen = counting(properties)
  const unsupported = counting(properties)
  return {
    watch: seen.watch,
    notSupported: (walk) => {
      for (const moment of momentsOf(walk, properties)) unsupported.watch(moment)
    },
    report: () => {
      const missed = unsupported.counts()
      return seen.counts().map((one, at) => ({ ...one, notSupported: missed[at]?.times ?? 0 }))
    },
  }
}

function counting(properties: RoleProperties) {
  const spoken = new Map(properties.always.filter(({ onModelOnly }) => onModelOnly !== true).map((one) => [one, 0]))
  const reached = new Map(properties.sometimes.map((property) => [property, 0]))
  const watch: Watch = (moment) => {
    for (const [property, times] of spoken) spoken.set(property, times + timesSpoken(property, moment))
    for (const [property, times] of reached) if (property.reached(moment)) reached.set(property, times + 1)
  }
  return {
    watch,
    counts: () => [
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

/** The steps of the model in a case, one moment per step. */
function momentsOf({ space, steps }: Walk, properties: RoleProperties): readonly Moment[] {
  let history = properties.begin(space.bounds)
  return steps.map(({ action, env, events }) => {
    const moment = { bounds: space.bounds, env, history, action, events }
    history = properties.after(history, events)
    return moment
  })
}

/** The properties of which nothing was seen, though the driver supports the cases that show it. */
export const unseenOf = (properties: readonly PropertyTally[]): readonly string[] =>
  properties.filter(({ times, notSupported }) => times === 0 && notSupported === 0).map(({ name }) => name)

/** The properties of which nothing was seen, since the driver does not support the cases that show it. */
export const unsupportedOf = (properties: readonly PropertyTally[]): readonly string[] =>
  properties.filter(({ times, notSupported }) => times === 0 && notSupported > 0).map(({ name }) => name)

/** Whether a run has checked any property at all: otherwise its agreement says nothing. */
export const isAnythingSeen = (properties: readonly PropertyTally[]): boolean =>
  properties.some(({ times }) => times > 0)

/** How often a moment exercises a property: once if the property decides that itself, otherwise once per event of its kinds. */
export function timesSpoken({ spoke, speaksOf }: Always<unknown, unknown>, moment: Moment): number {
  if (spoke !== undefined) return spoke(moment) ? 1 : 0
  return moment.events.reduce((sum, { kind }) => sum + (speaksOf.includes(kind) ? 1 : 0), 0)
}
