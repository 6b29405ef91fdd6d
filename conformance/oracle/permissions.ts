import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { State } from '../../src/reference/model.ts'
import type { Edition } from '../requirements/edition.ts'
import {
  afterStopByCoordinator,
  isSpecifiedAgain,
  type Unspecified,
  unmentionedRequirement,
} from './unspecified/unspecified.ts'

/** The unspecified behaviour at this point, per actor; the latest comes last. */
export type Permissions = readonly Unspecified[]

/** Everything is specified. */
export const noPermissions: Permissions = []

/** The permissions with one more. */
export function withPermission(permissions: Permissions, added: Unspecified): Permissions {
  if (added.scope === 'error') return permissions
  const others = permissions.filter(
    (one) => one.actor !== added.actor || one.scope !== added.scope || !within(one, added),
  )
  return others.some((one) => covers(one, added)) ? others : [...others, added]
}

/** Whether `other` permits all that `one` permits. */
const within = (one: Unspecified, other: Unspecified) => other.bound.every((kind) => one.bound.includes(kind))
const covers = (one: Unspecified, other: Unspecified) =>
  one.actor === other.actor && one.scope === other.scope && within(other, one)

/** The permissions that outlast the step. */
export function lastingPermissions(permissions: Permissions): Permissions {
  if (permissions.every(({ scope }) => scope === 'rest')) return permissions
  const rest = permissions.filter(({ scope }) => scope === 'rest')
  return rest.length === 0 ? noPermissions : rest
}

/** Whether it is unspecified if, and when, this event happens. */
export function isPermitted(event: Event, state: State, permissions: Permissions, { unspecified }: Edition): boolean {
  if (unspecified.size === 0) return false
  const unmentioned = unmentionedRequirement(event)
  if (unmentioned !== undefined && unspecified.has(unmentioned)) return true
  if (isSpecifiedAgain(state, event)) return false
  return permissions.some(
    ({ actor, bound }) => (actor === 'all' || actor === event.actor) && !bound.includes(event.kind),
  )
}

/** The permissions after an unspecified event. */
export function permissionsAfter(event: Event, permissions: Permissions): Permissions {
  return event.kind === 'query-stopped' && event.actor === 'coordinator'
    ? withPermission(permissions, afterStopByCoordinator)
    : permissions
}

/** Whether the action addresses an actor with a permission: the actor may refuse it, and its outcome is unspecified. */
export function mayBeRefused(action: Plain<Action>, permissions: Permissions): boolean {
  return permissions.some((one) => concerns(one, action))
}

/** If an unconstrained actor accepts an action that is disabled in the model, its remaining constraints are dropped. */
export function widenedBy(action: Plain<Action>, permissions: Permissions): Permissions {
  return permissions.map((one) => (concerns(one, action) ? { ...one, bound: [] } : one))
}

function concerns({ actor }: Unspecified, action: Plain<Action>): boolean {
  const partition = 'partition' in action ? action.partition : 'from' in action ? action.from : undefined
  if (actor === 'all') return true
  return partition === undefined ? !actor.startsWith('task-') : actor === `task-${partition}`
}
