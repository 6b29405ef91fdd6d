import type { Event } from '../../src/contract/events.ts'
import type { Topic } from '../requirements/difference.ts'
import { backlogOf, failureOf, queryEndOf } from './error-topic.ts'

/** The topics of an event, the most special one first. */
export function topicsOf(event: Event): readonly Topic[] {
  switch (event.kind) {
    case 'threw':
      return event.actor === 'planner'
        ? ['planner threw']
        : [`operator threw: ${failureOf(event.error)}`, 'operator threw']
    case 'described':
      return [`${event.actor} described`]
    case 'asked':
      return event.actor === 'query'
        ? [`query asked ${event.message.type}`]
        : [`operator asked ${event.message.type}`, 'operator asked']
    case 'sent':
      return [`sent ${event.message.type}`]
    case 'answered':
      return [`answered ${event.message}`]
    case 'query-stopped': {
      if (event.actor === 'query') return [`query ended: ${queryEndOf(event.error)}`, 'query ended']
      const backlog = backlogOf(event.error)
      const stopped: Topic = 'query stopped by the coordinator'
      return backlog === undefined ? [stopped] : [`${stopped}: ${backlog}`, stopped]
    }
    case 'logged':
      return [`logged: ${logLineOf(event.message)}`]
    default:
      return [event.kind]
  }
}

/** The topics of two events of one kind that differ: first the fields that differ, in their order, then those of the event. */
export function topicsOfDifference(expected: Event, seen: Event): readonly string[] {
  const topics = topicsOf(expected)
  const [model, implementation] = [fieldsOf(expected), fieldsOf(seen)]
  const names = Object.keys(model).length < Object.keys(implementation).length ? implementation : model
  const differing = Object.keys(names).filter((name) => !isSame(model[name], implementation[name]))
  return [...differing.flatMap((name) => topics.map((topic) => `${topic}.${name}`)), ...topics]
}

/** The fields that are compared, the type of a message after its numbers. */
function fieldsOf(event: Event): Readonly<Record<string, unknown>> {
  if (event.kind !== 'sent') return { ...event, actor: undefined, kind: undefined }
  const { type, ...fields } = event.message
  const { partitionId, epoch, ...content } = fields
  return { partitionId, epoch, type, ...content }
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Which of the log lines that the pages quote it is, by how it begins or ends. */
function logLineOf(message: string) {
  if (message.startsWith('Start processing')) return 'start'
  if (message.startsWith('Registered')) return 'registration'
  if (message.endsWith('committing.')) return 'committing'
  if (message.endsWith('aborting.')) return 'aborting'
  return message.endsWith('aborted.') ? 'aborted' : 'committed'
}
