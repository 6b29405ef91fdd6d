import type { Driver } from '../../src/adapters/driver.ts'
import type { Event } from '../../src/contract/events.ts'
import { inAnyOrder } from '../assertions/in-any-order.ts'
import { textOf } from '../explore/text-numbering.ts'
import type { Walk } from '../state-space/walk.ts'
import { type Driven, driveCase, isLost } from './drive-case.ts'

/** Two runs of one case with different events. */
export interface Undetermined {
  readonly walk: Walk
  readonly first: Driven
  readonly second: Driven
}

/**
 * Runs each case twice: the same actions have to show the same events, up to the order across actors. An implementation that
 * differs cannot be explored, and its findings cannot be reproduced.
 */
export async function firstUndetermined(
  driver: Driver,
  walks: readonly Walk[],
  signal: AbortSignal,
): Promise<Undetermined | undefined> {
  for (const walk of walks) {
    // In a `together` the implementation may choose the order, and need not choose the same one.
    if (walk.steps.some(({ action }) => action.kind === 'together')) continue
    const first = await driveCase(driver, walk)
    // The cases themselves report a lost driver.
    if (signal.aborted || (first.failure !== undefined && isLost(first.failure))) return undefined
    const second = await driveCase(driver, walk)
    // A failure that the stop of the run has caused is no evidence about the driver.
    if (signal.aborted) return undefined
    if (textOf(comparable(first)) !== textOf(comparable(second))) return { walk, first, second }
  }
  return undefined
}

const comparable = ({ opened, steps, failure }: Driven) => [[opened, ...steps].map(byActor), failure?.kind]

function byActor(events: readonly Event[]): ReadonlyMap<string, readonly Event[]> {
  const actors = new Map<string, Event[]>()
  for (const event of events) actors.set(event.actor, [...(actors.get(event.actor) ?? []), inAnyOrder(event)])
  return actors
}
