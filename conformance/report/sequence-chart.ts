import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Trace } from '../assertions/trace.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import { describeEvent } from '../gherkin/describe-event.ts'

/** The events that were expected in a step of the trace and not seen. */
export interface MissingEvents {
  /** The step; 0 is the opening. */
  readonly at: number
  readonly events: readonly Event[]
}

/** A participant of a chart: an actor, the kit, or the sink, which never acts by itself. */
type Participant = Event['actor'] | 'kit' | 'sink'

/** One line of a chart, before it is written. */
interface Mark {
  readonly from: Participant
  /** Undefined: a note at `from`. */
  readonly to?: Participant
  readonly arrow: '->>' | '-->>' | '--x'
  readonly text: string
}

/**
 * A trace as a Mermaid sequence chart. An arrow goes from the sender to the receiver: actions of the kit start at the kit, messages
 * go to the coordinator, and its commits go to the sink and the query. Every other event is a note at its actor. An expected event
 * that was not seen is an arrow that ends in a cross, or a note.
 */
export function sequenceChart(trace: Trace, missing?: MissingEvents): string {
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
    const done = actions.map((action): Mark => {
      return { from: 'kit', to: receiverOf(action, role), arrow: '->>', text: describeAction(action) }
    })
    const nothing: readonly Mark[] =
      step.kind === 'acted' && seen.length + absent.length === 0
        ? [{ from: 'kit', arrow: '->>', text: 'nothing happens' }]
        : []
    return [...done, ...seen, ...absent, ...nothing]
  })
  const participants = new Set<Participant>([
    'kit',
    ...marks.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])),
  ])
  return [
    'sequenceDiagram',
    ...[...participants].map(declarationOf),
    ...marks.map((mark) => `  ${writtenOf(mark)}`),
    '',
  ].join('\n')
}

function markOf(event: Event, asker: Participant): Mark {
  const text = describeEvent(event)
  const to = (receiver: Participant, arrow: Mark['arrow'] = '->>'): Mark => ({
    from: event.actor,
    to: receiver,
    arrow,
    text,
  })
  switch (event.kind) {
    case 'asked':
    case 'sent':
      return to('coordinator')
    case 'answered':
      return to(asker, '-->>')
    case 'epoch-committed':
      return to('sink')
    case 'offset-added':
    case 'query-committed':
      return to('query')
    case 'query-stopped':
      return event.actor === 'coordinator' ? to('query') : { from: event.actor, arrow: '->>', text }
    default:
      return { from: event.actor, arrow: '->>', text }
  }
}

const missingMark = (mark: Mark): Mark => ({ ...mark, arrow: '--x', text: `missing: ${mark.text}` })

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

function writtenOf({ from, to, arrow, text }: Mark): string {
  const words = escaped(text)
  if (to !== undefined) return `${nameOf(from)}${arrow}${nameOf(to)}: ${words}`
  return `Note ${from === 'kit' ? 'over' : 'right of'} ${nameOf(from)}: ${words}`
}

const declarationOf = (one: Participant) =>
  nameOf(one) === one ? `  participant ${one}` : `  participant ${nameOf(one)} as ${one.replace('-', ' ')}`

const nameOf = (one: Participant) => one.replace('-', '_')

/** Escapes `#`, `;` and line breaks, which have a meaning in Mermaid. */
function escaped(words: string): string {
  return words.replaceAll(/[#;\n<>]/g, (character) => `#${character.charCodeAt(0)};`)
}
