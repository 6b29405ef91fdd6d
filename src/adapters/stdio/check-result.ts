import type { Event } from '../../contract/events.ts'
import { parseFirst } from '../../contract/parse-first.ts'
import { type Method, type Result, resultSchemas } from '../../contract/protocol.ts'
import type { Role } from '../../contract/roles.ts'
import { type Complaint, complaint } from './complaint.ts'
import { excerpt } from './excerpt.ts'

/** A valid result, or the place and the reason of the first fault. */
export type Checked<M extends Method> =
  | { readonly kind: 'good'; readonly result: Result<M> }
  | ({ readonly kind: 'bad' } & Complaint)

/**
 * Checks a result with the schema of its method, its events and roles with rules that the schema cannot express, and the whole
 * with `also`, the rules of this call.
 */
export function checkResult<M extends Method>(
  method: M,
  result: unknown,
  also: (result: Result<M>) => Complaint | undefined,
): Checked<M> {
  const parsed = parseFirst<Result<Method>>(resultSchemas[method], result)
  if (!parsed.success) return { kind: 'bad', ...complaint(parsed.error, result, 'result') }
  // The schema is that of the method. The compiler cannot see that.
  const data = parsed.data as Result<M>
  const wrong = brokenRule(data) ?? also(data)
  return wrong === undefined ? { kind: 'good', result: data } : { kind: 'bad', ...wrong }
}

function brokenRule(result: Result<Method>): Complaint | undefined {
  if (result === null) return undefined
  if ('roles' in result) return doubledRole(result.roles)
  if ('events' in result) return wrongActorAmong(result.events, 'result.events')
  if (!('steps' in result)) return undefined
  for (const [index, events] of result.steps.entries()) {
    const wrong = wrongActorAmong(events, `result.steps[${index}]`)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function doubledRole(roles: readonly Role[]): Complaint | undefined {
  const at = roles.findIndex((role, index) => roles.indexOf(role) !== index)
  return at === -1 ? undefined : { path: `result.roles[${at}]`, reason: `"${roles[at]}" is there twice` }
}

/** An event of a partition has the task of that partition as its actor. */
function wrongActorAmong(events: readonly Event[], path: string): Complaint | undefined {
  for (const [index, event] of events.entries()) {
    const partition = partitionOf(event)
    if (partition !== undefined && event.actor !== `task-${partition}`) {
      const reason = `"${excerpt(event.actor, 80)}" in an event of partition ${partition}, which is task-${partition}'s`
      return { path: `${path}[${index}].actor`, reason }
    }
  }
  return undefined
}

function partitionOf(event: Event): number | undefined {
  if (event.kind === 'sent') return event.message.partitionId
  return 'partition' in event ? event.partition : undefined
}
