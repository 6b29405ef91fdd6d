import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Trace } from '../assertions/trace.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import { describeEvent } from '../gherkin/describe-event.ts'
import { omittedFrom } from '../gherkin/describe-trace.ts'

/** The events that were expected in a step of the trace and not seen. */
export interface MissingEvents {
  /** The step; 0 is the opening. */
  readonly at: number
  readonly events: readonly Event[]
}

/** A participant of a chart: an actor, the kit, the sink, which never acts by itself, or who reads the sink. */
export type Participant = Event['actor'] | 'kit' | 'sink' | 'reader'

/** One line of a chart. */
export interface Mark {
  /** The step of the trace; 0 is the opening. */
  readonly at: number
  readonly from: Participant
  /** Undefined: a note at `from`. */
  readonly to?: Participant
  readonly kind: 'message' | 'reply' | 'missing'
  readonly text: string
}

/** A trace as a sequence chart, before it is written or drawn. */
export interface Chart {
  /** The kit first. */
  readonly participants: readonly Participant[]
  readonly marks: readonly Mark[]
}

/**
 * A trace as a sequence chart. An arrow goes from the sender to the receiver: actions of the kit start at the kit, messages
 * go to the coordinator, and its commits go to the sink and the query. Every other event is a note at its actor.
 */
export function chartOf(trace: Trace, missing?: MissingEvents): Chart {
  const [opened] = trace
  const role = opened?.kind === 'opened' ? opened.opening.role : undefined
  let asker: Participant = 'kit'
  const marks = trace.flatMap((step, at): readonly Mark[] => {
    const actions = step.kind === 'acted' ? plainActions(step.action) : []
    if (actions.some(({ kind }) => kind === 'ask' || kind === 'advance-epoch')) asker = 'kit'
    const seen = step.events.map((event) => {
      if (event.kind === 'asked') asker = event.actor
      return markOf(event, asker)
    })
    const absent = missing?.at === at ? missing.events.map((event) => missingMark(markOf(event, asker))) : []
    const done = actions.map((action): Unplaced => {
      return { from: 'kit', to: receiverOf(action, role), kind: 'message', text: describeAction(action) }
    })
    const omitted = omittedFrom(step).map((text): Unplaced => ({ from: 'kit', kind: 'message', text }))
    const nothing: readonly Unplaced[] =
      step.kind === 'acted' && seen.length + absent.length + omitted.length === 0
        ? [{ from: 'kit', kind: 'message', text: 'nothing happens' }]
        : []
    return [...done, ...seen, ...omitted, ...absent, ...nothing].map((mark) => ({ ...mark, at }))
  })
  const others = marks.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]))
  return { participants: [...new Set<Participant>(['kit', ...others])], marks }
}

type Unplaced = Omit<Mark, 'at'>

/** An event as a line of a chart. A reply goes to who has asked last. */
export function markOf(event: Event, asker: Participant): Unplaced {
  const text = describeEvent(event)
  const to = (receiver: Participant, kind: Mark['kind'] = 'message'): Unplaced => ({
    from: event.actor,
    to: receiver,
    kind,
    text,
  })
  switch (event.kind) {
    case 'asked':
    case 'sent':
      return to('coordinator')
    case 'answered':
      return to(asker, 'reply')
    case 'epoch-committed':
      return to('sink')
    case 'offset-added':
    case 'query-committed':
      return to('query')
    case 'query-stopped':
      return event.actor === 'coordinator' ? to('query') : { from: event.actor, kind: 'message', text }
    default:
      return { from: event.actor, kind: 'message', text }
  }
}

const missingMark = (mark: Unplaced): Unplaced => ({ ...mark, kind: 'missing', text: `missing: ${mark.text}` })

/** The receiver of an action of the kit. */
function receiverOf(action: Plain<Action>, role: Role | undefined): Participant {
  if ('partition' in action && action.partition !== undefined) return `task-${action.partition}`
  switch (action.kind) {
    case 'plan':
      return 'planner'
    case 'ask':
    case 'send':
    case 'deliver':
    case 'advance-epoch':
    case 'kill-coordinator':
      return 'coordinator'
    case 'stop':
      return 'query'
    case 'fail':
      return isAroundCoordinator(action.at) ? 'coordinator' : 'operator'
    case 'describe':
      return role === 'task' ? 'rdd' : 'operator'
    default:
      return role === 'query' ? 'query' : 'operator'
  }
}

const isAroundCoordinator = (place: string) => place === 'writer.commit' || place.startsWith('query.')
