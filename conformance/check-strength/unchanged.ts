import type { Observation } from '../production-logs/observation.ts'
import type { Rule } from '../production-logs/rule.ts'
import { rules } from '../production-logs/rules.ts'
import type { Alteration } from './alteration.ts'
import { type LoggedLine, threadOf } from './logged-line.ts'

type Kind = Observation['kind']

/** The lines that a requirement is about: those that its rules judge, and those on which the rules rely. */
export interface About {
  readonly judged: ReadonlySet<Kind>
  readonly reliedOn: ReadonlySet<Kind>
}

export const about: ReadonlyMap<string, About> = aboutOf(rules)

/** Why a requirement that is held stays held after a change, although the change is of a line that it is about. */
export const reasons = {
  'no order': 'the two lines are of different threads, queries or epochs, or the requirement is about one of them only',
  'not judged': 'the requirement judges other lines of this kind, and not this one',
  edge: 'it is the first or the last line of its kind in its thread: nothing shows that it is missing',
  'still there': 'the requirement wants the line to be there, and it is there twice',
  unused: 'no line that the requirement judges is about the epoch of the line',
  'any number': 'readers ask for the epoch as often as they like, and another one gets the same reply',
  'said again': 'the line that the entry was written says the same',
  fewer: 'without the line there is one occasion fewer, and the requirement is held on the others',
  'free text': 'the number is part of a text that Spark does not explain, such as the name of a writer',
} as const

export type Reason = keyof typeof reasons

/** What is known of a log that is altered. */
export interface Altered {
  readonly lines: readonly LoggedLine[]
  readonly alteration: Alteration
  /** The lines that the requirement judges, before the log is altered. */
  readonly judgedLines: ReadonlySet<number>
  /** On how many occasions it is held before and after. */
  readonly occasions: readonly [before: number, after: number]
}

/** Why the requirement rightly stays held; undefined if it should not. */
export function reasonToHold(own: About, { lines, alteration, judgedLines, occasions }: Altered): Reason | undefined {
  const line = lines[alteration.at]
  const observed = line?.observed
  if (line === undefined || observed === undefined) return undefined
  if (alteration.kind === 'swapped') {
    const other = lines[alteration.with]
    return other === undefined || !haveOrder(own, line, other) ? 'no order' : undefined
  }
  if (alteration.kind === 'altered' && alteration.fields.every((field) => field === 'text')) return 'free text'
  if (observed.kind === 'current-epoch' && alteration.kind !== 'altered') return 'any number'
  if (observed.kind === 'entry-begun' && isSaidAgain(lines, line)) return 'said again'
  if (own.judged.has(observed.kind)) {
    if (!judgedLines.has(alteration.at) && !own.reliedOn.has(observed.kind)) return 'not judged'
    return isLoss(alteration) && isAtEdge(lines, alteration.at) ? 'edge' : undefined
  }
  if (alteration.kind === 'doubled') return 'still there'
  if ('epoch' in observed && ![...judgedLines].some((at) => isOfSameEpoch(lines[at], line))) return 'unused'
  return isLoss(alteration) && occasions[1] < occasions[0] ? 'fewer' : undefined
}

/** Whether the requirement says in which order the two lines stand. */
function haveOrder({ judged, reliedOn }: About, one: LoggedLine, other: LoggedLine): boolean {
  const [kind, next] = [one.observed?.kind, other.observed?.kind]
  if (kind === undefined || next === undefined || JSON.stringify(one.observed) === JSON.stringify(other.observed))
    return false
  const isPair = (judged.has(kind) && reliedOn.has(next)) || (reliedOn.has(kind) && judged.has(next))
  if (isPair) return isOfSameEpoch(one, other)
  return judged.has(kind) && judged.has(next) && threadOf(one) === threadOf(other)
}

function isOfSameEpoch(one: LoggedLine | undefined, other: LoggedLine): boolean {
  const [a, b] = [one?.observed, other.observed]
  if (a === undefined || b === undefined) return false
  const isOfOther = 'checkpoint' in a && 'checkpoint' in b && a.checkpoint !== b.checkpoint
  const isOfOtherTask = 'partition' in a && 'partition' in b && a.partition !== b.partition
  return !isOfOther && !isOfOtherTask && !('epoch' in a && 'epoch' in b && a.epoch !== b.epoch)
}

/** Whether the line is missing in its thread: dropped, or given to another partition or checkpoint. */
function isLoss(alteration: Alteration): boolean {
  return (
    alteration.kind === 'dropped' ||
    (alteration.kind === 'altered' && alteration.fields.some((field) => moving.has(field)))
  )
}

/** With another one of these, the line is about another task, stage or query. */
const moving: ReadonlySet<string> = new Set(['partition', 'checkpoint', 'task', 'stage'])

function isSaidAgain(lines: readonly LoggedLine[], { observed, run }: LoggedLine): boolean {
  if (observed?.kind !== 'entry-begun') return false
  const written = observed.log === 'offsets' ? 'offset-added' : 'query-committed'
  return lines.some((one) => one.run === run && one.observed?.kind === written && one.observed.epoch === observed.epoch)
}

function isAtEdge(lines: readonly LoggedLine[], at: number): boolean {
  const line = lines[at]
  if (line === undefined) return false
  const own = lines.filter((one) => one.observed?.kind === line.observed?.kind && threadOf(one) === threadOf(line))
  return own[0] === line || own.at(-1) === line
}

function aboutOf(all: readonly Rule[]): ReadonlyMap<string, About> {
  const found = new Map<string, { judged: Set<Kind>; reliedOn: Set<Kind> }>()
  for (const { requirements, on, also } of all) {
    for (const requirement of requirements) {
      const own = found.get(requirement) ?? { judged: new Set(), reliedOn: new Set() }
      found.set(requirement, own)
      own.judged.add(on)
      for (const kind of also) own.reliedOn.add(kind)
    }
  }
  return found
}
