import { runIdIn } from '../production-logs/observations/marks.ts'
import type { Observation } from '../production-logs/observations/observation.ts'
import type { Rule } from '../production-logs/rules/rule.ts'
import { rules } from '../production-logs/rules/rules.ts'
import type { Alteration } from './alteration.ts'
import { type LoggedLine, threadOf } from './logged-line.ts'
import { areOfTwoQueries, taskOfLine } from './query-of-line.ts'

type Kind = Observation['kind']

/** The lines that a requirement is about: those that its rules judge, and those on which the rules rely. */
export interface About {
  readonly judged: ReadonlySet<Kind>
  readonly reliedOn: ReadonlySet<Kind>
}

export const about: ReadonlyMap<string, About> = aboutOf(rules)

/** Why a requirement that is held stays held after a change, although the change is of a line that it is about. */
export const reasons = {
  'no order':
    'the two lines are of different threads, tasks, queries or epochs, or the requirement is about one of them only',
  'not judged': 'the requirement judges other lines of this kind, and not this one',
  edge: 'it is the first or the last line of its kind in its thread: nothing shows that it is missing',
  'not ended': 'the requirement forbids the line in a task that was killed or has failed, and this one was not yet',
  'still there': 'the requirement wants the line to be there, and it is there twice',
  unused: 'no line that the requirement judges is about the epoch of the line',
  'any number':
    'readers ask for the epoch and repeat their reports as often as they like, and get the same reply or cause the same calls and errors',
  ahead: 'the line of an increment comes from another thread, so a reply may be ahead of it by one',
  'said again':
    'another line says the same: that the entry was written or begun, that the writer commits the epoch, that the task was lost or has failed, how many partitions there are',
  'other log': 'the line begins an entry of the offset log, and the requirement is about the commit log only',
  'any entry':
    'an error has ended the entry that the line begins, and the requirement is about that error, whichever entry it is',
  fewer: 'without the line there is one occasion fewer, and the requirement is held on the others',
  'free text':
    'the number is part of a text that Spark does not explain, such as the name of a writer or the message of an error',
  place: 'the requirement does not say on which executor a task runs',
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
export function reasonToHold(own: About, altered: Altered): Reason | undefined {
  const { lines, alteration, judgedLines, occasions } = altered
  const line = lines[alteration.at]
  const observed = line?.observed
  if (line === undefined || observed === undefined) return undefined
  if (alteration.kind === 'swapped') {
    const other = lines[alteration.with]
    return other === undefined || !haveOrder(own, altered, [line, alteration.at], [other, alteration.with])
      ? 'no order'
      : undefined
  }
  if (alteration.kind === 'altered') {
    const reason = reasonOfFields(observed.kind, alteration.fields)
    if (reason !== undefined) return reason
    if (isAhead(lines, alteration.at, alteration.line)) return 'ahead'
    if (alteration.fields.join() === 'epoch' && own.judged.has('error-ignored') && hasFailed(lines, alteration.at))
      return 'any entry'
  }
  if (observed.kind === 'current-epoch' && alteration.kind !== 'altered') return 'any number'
  if (observed.kind === 'offsets-complete' && alteration.kind === 'doubled') return 'any number'
  if (alteration.kind === 'doubled' && own.judged.has(observed.kind) && isErrorOfReport(lines, observed))
    return 'any number'
  if (alteration.kind === 'doubled' && isBeforeEnd(own, lines, alteration.at)) return 'not ended'
  if (isSaidAgain(lines, alteration)) return 'said again'
  if (isOfOtherLog(own, observed)) return 'other log'
  if (own.judged.has(observed.kind)) {
    if (!judgedLines.has(alteration.at) && !own.reliedOn.has(observed.kind)) return 'not judged'
    return isLoss(alteration) && isAtEdge(lines, alteration.at) ? 'edge' : undefined
  }
  if (alteration.kind === 'doubled') return 'still there'
  if ('epoch' in observed && ![...judgedLines].some((at) => isOfSameEpoch(lines[at], line))) return 'unused'
  if (isLoss(alteration) && isAtEdge(lines, alteration.at)) return 'edge'
  return isLoss(alteration) && occasions[1] < occasions[0] ? 'fewer' : undefined
}

/** Whether the error may come again with the same report: at DEBUG, a line would say that it came. */
const isErrorOfReport = (lines: readonly LoggedLine[], observed: Observation): boolean =>
  observed.kind === 'error-ignored' &&
  observed.call === 'add-offset' &&
  lines.every((one) => one.observed?.kind !== 'offsets-complete')

/** Whether the line begins an entry of the offset log, of which no rule on the requirement takes notice. */
const isOfOtherLog = ({ judged, reliedOn }: About, observed: Observation): boolean =>
  observed.kind === 'entry-begun' &&
  observed.log === 'offsets' &&
  judged.has('query-committed') &&
  !judged.has('offset-added') &&
  !reliedOn.has('offset-added')

/** Whether an error has ended the entry that the line begins: the next line of the coordinator is that of the error. */
function hasFailed(lines: readonly LoggedLine[], at: number): boolean {
  const line = lines[at]
  if (line?.observed?.kind !== 'entry-begun') return false
  const next = lines.find(({ observed, file }, other) => other > at && file === line.file && isOfEntry(observed))
  return next?.observed?.kind === 'error-ignored'
}

const isOfEntry = (observed: Observation | undefined): boolean =>
  observed?.kind === 'entry-begun' ||
  observed?.kind === 'offset-added' ||
  observed?.kind === 'query-committed' ||
  observed?.kind === 'error-ignored'

/** Why no requirement looks at the fields that have changed. */
function reasonOfFields(kind: Kind, fields: readonly string[]): Reason | undefined {
  if (fields.every((field) => field === 'text' || field === 'message')) return 'free text'
  // What an error says is held against the error of the query by the executor's own line, and that of an abort against nothing.
  if ((kind === 'task-lost' || kind === 'abort-threw') && fields.every((field) => field === 'error')) return 'free text'
  return fields.every((field) => field === 'executor') ? 'place' : undefined
}

/** Whether the reply now is one ahead, and the next line that says the epoch is that of the increment. */
function isAhead(lines: readonly LoggedLine[], at: number, { observed, file, run }: LoggedLine): boolean {
  if (observed?.kind !== 'current-epoch') return false
  for (const one of lines.slice(at + 1)) {
    if (one.file !== file || one.run !== run) continue
    if (one.observed?.kind === 'answered') return one.observed.value === observed.value
    if (one.observed?.kind === 'current-epoch' && one.observed.value < observed.value) return false
  }
  // No line follows that says it.
  return true
}

type LineAt = readonly [line: LoggedLine, at: number]

/** Whether the requirement says in which order the two lines stand. The second one comes first after the change. */
function haveOrder(
  { judged, reliedOn }: About,
  { lines, judgedLines }: Altered,
  [one, oneAt]: LineAt,
  [other, otherAt]: LineAt,
): boolean {
  const [a, b] = [one.observed, other.observed]
  if (a === undefined || b === undefined || JSON.stringify(a) === JSON.stringify(b)) return false
  if (isReplyAhead(a, b) || areOfTwoThreads(a, b) || areOfTwoQueries(lines, one, other)) return false
  const isPair = (judgedLines.has(oneAt) && reliedOn.has(b.kind)) || (reliedOn.has(a.kind) && judgedLines.has(otherAt))
  if (isPair && isOfSameEpoch(one, other) && !areOfTwoWriters(one, other)) return true
  const isJudged = judged.has(a.kind) && judged.has(b.kind) && (judgedLines.has(oneAt) || judgedLines.has(otherAt))
  return isJudged && threadOf(one) === threadOf(other)
}

/** A reply may be ahead of the line of the increment by one, and what comes behind that line has its epoch. */
const isReplyAhead = (one: Observation, other: Observation) =>
  (one.kind === 'answered' &&
    other.kind === 'current-epoch' &&
    (other.value === one.value || other.value === one.value - 1)) ||
  (one.kind === 'current-epoch' &&
    other.kind === 'answered' &&
    (one.value === other.value || one.value === other.value + 1))

/** A thread of its own moves the epoch. The threads that kill a task and that stop the context are not those of tasks and queries. */
const threads: readonly (readonly [one: Kind, others: ReadonlySet<Kind>])[] = [
  ['answered', new Set<Kind>(['error-ignored', 'entry-begun', 'offset-added', 'query-committed'])],
  ['task-killed', new Set<Kind>(['task-ended', 'task-failed'])],
  ['context-stopped', new Set<Kind>(['query-stopped'])],
]

const areOfTwoThreads = ({ kind }: Observation, { kind: other }: Observation) =>
  threads.some(([one, others]) => (kind === one && others.has(other)) || (other === one && others.has(kind)))

const ofWriters: ReadonlySet<Kind | undefined> = new Set(['committing', 'committed', 'aborting', 'writer-aborted'])

const areOfTwoWriters = (one: LoggedLine, other: LoggedLine) =>
  ofWriters.has(one.observed?.kind) && ofWriters.has(other.observed?.kind) && threadOf(one) !== threadOf(other)

function isOfSameEpoch(one: LoggedLine | undefined, other: LoggedLine): boolean {
  const [a, b] = [one?.observed, other.observed]
  if (one === undefined || a === undefined || b === undefined) return false
  const isOfOther = 'checkpoint' in a && 'checkpoint' in b && a.checkpoint !== b.checkpoint
  const [run, otherRun] = [runOf(a) ?? runIdIn(one.record), runOf(b) ?? runIdIn(other.record)]
  if (run !== undefined && otherRun !== undefined && run !== otherRun) return false
  const [stage, otherStage] = [stageOf(a), stageOf(b)]
  if (stage !== undefined && otherStage !== undefined && stage !== otherStage) return false
  const [task, otherTask] = [taskOfLine(one), taskOfLine(other)]
  if (task !== undefined && otherTask !== undefined && task !== otherTask) return false
  const [partition, another] = [partitionOf(a), partitionOf(b)]
  const isOfOtherTask = partition !== undefined && another !== undefined && partition !== another
  return !isOfOther && !isOfOtherTask && !('epoch' in a && 'epoch' in b && a.epoch !== b.epoch)
}

const runOf = (observed: Observation): string | undefined => ('runId' in observed ? observed.runId : undefined)

const stageOf = (observed: Observation): number | undefined =>
  'stage' in observed ? observed.stage : 'task' in observed ? observed.task.stage : undefined

const partitionOf = (observed: Observation): number | undefined =>
  'partition' in observed ? observed.partition : 'task' in observed ? observed.task.index : undefined

/** Whether the line is missing in its thread: dropped, or given to another partition or checkpoint. */
function isLoss(alteration: Alteration): boolean {
  return (
    alteration.kind === 'dropped' ||
    (alteration.kind === 'altered' && alteration.fields.some((field) => moving.has(field)))
  )
}

/** With another one of these, the line is about another task, stage or query. */
const moving: ReadonlySet<string> = new Set(['partition', 'checkpoint', 'task', 'stage'])

/** What forbids its task to begin another epoch. */
const endsOfTask: ReadonlySet<Kind | undefined> = new Set<Kind>(['task-killed', 'aborting'])

/** Whether the requirement forbids such a line behind the end of its task only, and the task had not come to its end. */
function isBeforeEnd({ judged, reliedOn }: About, lines: readonly LoggedLine[], at: number): boolean {
  const line = lines[at]
  const kind = line?.observed?.kind
  if (line === undefined || kind !== 'committing' || !judged.has(kind)) return false
  const ends = [...reliedOn].filter((one) => endsOfTask.has(one))
  return (
    ends.length > 0 &&
    !lines.some(
      (one, other) =>
        other < at && one.observed !== undefined && ends.includes(one.observed.kind) && isOfSameEpoch(one, line),
    )
  )
}

function isSaidAgain(lines: readonly LoggedLine[], { kind, at }: Alteration): boolean {
  const line = lines[at]
  const observed = line?.observed
  if (line === undefined || observed === undefined) return false
  const isSaid = (says: (other: Observation) => boolean) =>
    lines.some((one, other) => other !== at && one.run === line.run && one.observed !== undefined && says(one.observed))
  switch (observed.kind) {
    case 'entry-begun': {
      const written = observed.log === 'offsets' ? 'offset-added' : 'query-committed'
      return isSaid((one) => one.kind === written && one.epoch === observed.epoch)
    }
    // A writer whose commit was interrupted has said it before, too. An altered line says something else instead.
    case 'committing':
      return (
        kind === 'dropped' &&
        lines.some(
          (one, other) =>
            other !== at &&
            one.observed?.kind === 'committing' &&
            one.observed.epoch === observed.epoch &&
            threadOf(one) === threadOf(line),
        )
      )
    // A restart takes the entry that was begun last for one that may be there.
    case 'query-committed':
      return (
        isSaid((one) => one.kind === 'entry-begun' && one.log === 'commits' && one.epoch === observed.epoch) &&
        !isSaid((one) => one.kind === 'query-committed' && one.epoch > observed.epoch)
      )
    case 'task-lost':
    case 'task-failed': {
      const other = observed.kind === 'task-lost' ? 'task-failed' : 'task-lost'
      return lines.some((one) => one.observed?.kind === other && one.observed.task.tid === observed.task.tid)
    }
    case 'tasks-submitted':
      return isSaid((one) => one.kind === 'writing-started' && one.partitions === observed.tasks)
    case 'writing-started':
      return isSaid((one) => one.kind === 'tasks-submitted' && one.tasks === observed.partitions)
    default:
      return false
  }
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
