import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event, EventOf } from '../../src/contract/events.ts'
import type { ErrorValue } from '../../src/contract/values.ts'
import { actionsOf, type Invariant } from './invariant.ts'
import { eventsOf, type Trace, type TraceStep } from './trace.ts'

// The stated requirements about the life of a writer and of a run, which bind also after unspecified behaviour.

export const lifeCycleInvariants: readonly Invariant[] = [
  {
    requirement: 'RDD-15',
    says: 'a writer commits once, after it is made, and not after it is aborted',
    broken: (before, step) => {
      if (!step.events.some(({ kind }) => kind === 'partition-committed')) return []
      return withWriters(before.reduce(writersAfterStep, noWriters), step).flatMap(({ event, writers }) =>
        event.kind === 'partition-committed' && writers.get(event.actor)?.epoch !== event.epoch ? [event] : [],
      )
    },
  },
  {
    requirement: 'RDD-30',
    says: 'a task aborts its writer before it fails with an error of its row, its parent or its commit',
    broken: (before, step) => {
      if (!step.events.some(({ kind }) => kind === 'task-failed')) return []
      const trace = [...before, step]
      return withWriters(before.reduce(writersAfterStep, noWriters), step).flatMap(({ event, writers }) =>
        event.kind === 'task-failed' &&
        writers.get(event.actor)?.isInterrupted === false &&
        failsWithItsWriter(event, trace)
          ? [event]
          : [],
      )
    },
  },
  {
    requirement: 'EC-28',
    says: 'a run asks StopContinuousExecutionWrites before it ends',
    broken: (before, step) => {
      if (!isOfQuery(before) || hasDone([...before, step], 'kill-coordinator')) return []
      let isUnderWay = isRunUnderWay(eventsOf(before))
      return step.events.filter((event) => {
        const isLate = isUnderWay && (event.kind === 'job-submitted' || isEndOfQuery(event))
        isUnderWay = isRunUnderWay([event], isUnderWay)
        return isLate
      })
    },
  },
  {
    requirement: 'CE-14',
    says: 'another run follows a run that ends without an error, unless the query is stopped',
    broken: (before, step) => {
      if (!isOfQuery(before) || isStopped(before, step)) return []
      const at = endWithoutError(eventsOf(before), step.events)
      const end = step.events[at]
      return end === undefined || step.events.slice(at + 1).some(followsARun) ? [] : [end]
    },
  },
]

/** Per actor: the writer that its task has made and neither committed nor aborted. */
type OpenWriters = ReadonlyMap<string, Writer>

interface Writer {
  readonly epoch: number
  /** Whether the task was interrupted since then: whether it goes on with this writer is unspecified. */
  readonly isInterrupted: boolean
}

const noWriters: OpenWriters = new Map()

/** Each event of a step with the open writers just before it. */
function withWriters(before: OpenWriters, step: TraceStep) {
  let writers = interruptedBy(before, step)
  return step.events.map((event) => {
    const here = { event, writers }
    writers = writersAfter(writers, event)
    return here
  })
}

const writersAfterStep = (before: OpenWriters, step: TraceStep) =>
  step.events.reduce(writersAfter, interruptedBy(before, step))

function interruptedBy(writers: OpenWriters, step: TraceStep): OpenWriters {
  const interrupted = actionsOf(step).flatMap((action) =>
    action.kind === 'interrupt' && 'partition' in action ? [`task-${action.partition}`] : [],
  )
  if (interrupted.length === 0) return writers
  return new Map(
    [...writers].map(([actor, writer]) => [
      actor,
      interrupted.includes(actor) ? { ...writer, isInterrupted: true } : writer,
    ]),
  )
}

function writersAfter(writers: OpenWriters, event: Event): OpenWriters {
  switch (event.kind) {
    case 'writer-created':
      return new Map(writers).set(event.actor, { epoch: event.epoch, isInterrupted: false })
    case 'partition-committed':
    case 'writer-aborted':
    case 'writer-closed':
    case 'task-finished':
    case 'task-failed':
    case 'task-started':
      return new Map([...writers].filter(([actor]) => actor !== event.actor))
    default:
      return writers
  }
}

/** The places of a task at which its writer is open. */
const withWriter = ['write', 'upstream', 'commit'] as const

/** Whether the task fails with an injected error that occurred while its writer was open. Other injected errors rule that out. */
function failsWithItsWriter({ partition, error }: EventOf<'task-failed'>, trace: Trace): boolean {
  const faults = trace
    .flatMap(actionsOf)
    .flatMap((action) =>
      action.kind === 'fail' && 'partition' in action && action.partition === partition ? [action] : [],
    )
  if (faults.some((fault) => fault.kind === 'fail' && !withWriter.some((at) => at === fault.at))) return false
  return faults.some(
    (fault) => fault.kind === 'fail' && fault.error.type !== 'InterruptedException' && isCausedBy(error, fault.error),
  )
}

function isCausedBy(error: ErrorValue, thrown: ErrorValue): boolean {
  if (error.type === thrown.type && error.message === thrown.message) return true
  return error.cause !== undefined && isCausedBy(error.cause, thrown)
}

const isOfQuery = ([opened]: Trace) => opened?.kind === 'opened' && opened.opening.role === 'query'

const hasDone = (trace: Trace, kind: Plain<Action>['kind']) =>
  trace.some((step) => actionsOf(step).some((action) => action.kind === kind))

const isEndOfQuery = (event: Event) => event.kind === 'query-stopped' && event.actor === 'query'

/** Whether a job was submitted since the latest stop of the writes. */
function isRunUnderWay(events: readonly Event[], before = false): boolean {
  return events.reduce((isUnderWay, event) => {
    if (event.kind === 'job-submitted') return true
    return isUnderWay && !isEndOfQuery(event) && !isStopOfWrites(event)
  }, before)
}

const isStopOfWrites = (event: Event) =>
  event.kind === 'asked' && event.message.type === 'StopContinuousExecutionWrites'

/** Whether the kit or the coordinator has stopped the query since it was executed. The event of the coordinator may come later. */
function isStopped(before: Trace, step: TraceStep): boolean {
  const executed = before.findLastIndex((one) => actionsOf(one).some(({ kind }) => kind === 'execute'))
  const since = [...before.slice(Math.max(executed, 0)), step]
  return (
    hasDone(since, 'stop') ||
    eventsOf(since).some((event) => event.kind === 'query-stopped' && event.actor === 'coordinator')
  )
}

/**
 * The index of the event with which a run ends without an error: its execution returns, or the last task finishes and none has
 * failed. -1: there is none.
 */
function endWithoutError(before: readonly Event[], events: readonly Event[]): number {
  const returned = events.findLastIndex(({ kind }) => kind === 'returned')
  if (returned !== -1) return returned
  const all = [...before, ...events]
  const job = all.findLast((event) => event.kind === 'job-submitted')
  if (job === undefined) return -1
  const ofJob = all.slice(all.lastIndexOf(job))
  const finished = new Set(ofJob.flatMap((event) => (event.kind === 'task-finished' ? [event.partition] : [])))
  if (ofJob.some(({ kind }) => kind === 'task-failed' || kind === 'threw') || finished.size < job.partitions) return -1
  return events.findLastIndex(({ kind }) => kind === 'task-finished')
}

function followsARun(event: Event): boolean {
  switch (event.kind) {
    case 'writer-factory-created':
    case 'child-executed':
    case 'coordinator-looked-up':
    case 'job-submitted':
    case 'threw':
      return true
    case 'query-stopped':
      return event.error !== null
    default:
      return false
  }
}
