import type { Event } from '../../../src/contract/events.ts'

/** Whether the event contradicts the absence; `partition` is the number that the phrase speaks of, if it does. */
export type Unwanted = (event: Event, partition: number) => boolean

/** Absences by the text that they are said with. */
export type AbsenceTable = Readonly<Record<string, Unwanted>>

/** Any event of these kinds. */
export function kind(...kinds: readonly Event['kind'][]): Unwanted {
  return (event) => kinds.includes(event.kind)
}

/** Any event of these kinds by the task of the partition. */
export function ofTask(...kinds: readonly Event['kind'][]): Unwanted {
  return (event, partition) => event.actor === `task-${partition}` && kinds.includes(event.kind)
}

/** Whether the actor logs a line at a level that is looked at: DEBUG and TRACE are not. */
export const logs = (event: Event, actor: Event['actor']): boolean =>
  event.kind === 'logged' && event.actor === actor && !/DEBUG|TRACE/.test(event.level)
