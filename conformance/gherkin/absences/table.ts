import type { Event } from '../../../src/contract/events.ts'

/** Whether the event contradicts the absence. `number` is the number in the phrase, a partition or an epoch; 0 without one. */
export type Unwanted = (event: Event, number: number) => boolean

/** Absences by the text of their phrases, in which `{number}` stands for a group. */
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
