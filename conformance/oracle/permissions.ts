import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import { editionNames } from '../../src/reference/editions.ts'
import type { State } from '../../src/reference/model.ts'
import { deviationsIn } from '../requirements/deviations.ts'
import { requirements } from '../requirements/registry.ts'
import {
  afterStopByCoordinator,
  isSpecifiedAgain,
  type Unspecified,
  unmentionedRequirement,
} from './unspecified/unspecified.ts'

/** The silences that somebody is free by, the latest last. */
export type Permissions = readonly Unspecified[]

/** Nobody is free. */
export const noPermissions: Permissions = []

const openByEdition: ReadonlyMap<EditionName, ReadonlySet<string>> = new Map(
  editionNames.map((edition) => [
    edition,
    new Set(
      requirements.flatMap(({ id, basis }) => {
        // What a line of Spark is known to do instead is not open in it.
        const isKnown = deviationsIn(edition).some(({ requirement }) => requirement === id)
        return basis.kind === 'observed' && !basis.in.includes(edition) && !isKnown ? [id] : []
      }),
    ),
  ]),
)

const none: ReadonlySet<string> = new Set()

/** The requirements that were observed, but not for this edition: what they say is open in it. */
export function unspecifiedIn(edition: EditionName): ReadonlySet<string> {
  return openByEdition.get(edition) ?? none
}

/** Everybody who was free, and whom the silence frees. */
export function withPermission(freedom: Permissions, silence: Unspecified): Permissions {
  if (silence.opens === 'error') return freedom
  const others = freedom.filter(
    (one) => one.actor !== silence.actor || one.opens !== silence.opens || !within(one, silence),
  )
  return others.some((one) => covers(one, silence)) ? others : [...others, silence]
}

/** Whether all that `one` opens is opened by `other`, too. */
const within = (one: Unspecified, other: Unspecified) => other.bound.every((kind) => one.bound.includes(kind))
const covers = (one: Unspecified, other: Unspecified) =>
  one.actor === other.actor && one.opens === other.opens && within(other, one)

/** What is left of it when the step is over. */
export function lastingPermissions(freedom: Permissions): Permissions {
  if (freedom.every(({ opens }) => opens === 'rest')) return freedom
  const rest = freedom.filter(({ opens }) => opens === 'rest')
  return rest.length === 0 ? noPermissions : rest
}

/** Whether it is left open if, and when, this event happens. */
export function isPermitted(event: Event, state: State, freedom: Permissions, open: ReadonlySet<string>): boolean {
  if (open.size === 0) return false
  const unspoken = unmentionedRequirement(event)
  if (unspoken !== undefined && open.has(unspoken)) return true
  if (isSpecifiedAgain(state, event)) return false
  return freedom.some(({ actor, bound }) => (actor === 'all' || actor === event.actor) && !bound.includes(event.kind))
}

/** Who is free after an event that was open. */
export function permissionsAfter(event: Event, freedom: Permissions): Permissions {
  return event.kind === 'query-stopped' && event.actor === 'coordinator'
    ? withPermission(freedom, afterStopByCoordinator)
    : freedom
}

/** Whether the action is to an actor that is free: it may be refused, and what it leads to is open. */
export function mayBeRefused(action: Plain<Action>, freedom: Permissions): boolean {
  return freedom.some((silence) => concerns(silence, action))
}

/** Once a free one has taken an action that the model would not, nothing more is known of it. */
export function widenedBy(action: Plain<Action>, freedom: Permissions): Permissions {
  return freedom.map((silence) => (concerns(silence, action) ? { ...silence, bound: [] } : silence))
}

function concerns({ actor }: Unspecified, action: Plain<Action>): boolean {
  const partition = 'partition' in action ? action.partition : 'from' in action ? action.from : undefined
  if (actor === 'all') return true
  return partition === undefined ? !actor.startsWith('task-') : actor === `task-${partition}`
}
