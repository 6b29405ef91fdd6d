import type { SinkCall } from './sink-call.ts'
import type { SinkMoment } from './try-schedule.ts'

/** A call in which a method of the sink threw by itself: the kit had injected nothing that it could have met. */
export interface OwnError {
  /** Counted from 1. */
  readonly step: number
  /** The number of the call among all calls of the schedule, from 0. */
  readonly at: number
  readonly kind: SinkCall['kind']
  /** Missing for the calls of a writer. */
  readonly epoch?: number
  /** In Java's words. */
  readonly error: string
}

/** An action of any mode: a fault has a place. */
export interface AnyAction {
  readonly kind: string
  readonly at?: unknown
  readonly times?: unknown
  readonly moment?: unknown
}

/**
 * The errors of the sink's own code, in the order of the calls. A fault before or after a call is thrown by the kit, and the sink knows nothing of
 * it. In the middle of an epoch's commit, the kit gives the sink a message that it cannot read, so its next commit fails in its own code: that one
 * does not count. Nor does a task that Spark interrupts, nor what is thrown from an outage on to the run after it.
 */
export function ownErrors(moments: readonly SinkMoment<AnyAction>[]): readonly OwnError[] {
  const own: OwnError[] = []
  let unreadable = 0
  let system: System = 'there'
  let at = 0
  for (const [index, { action, calls }] of moments.entries()) {
    unreadable += unreadableMessages(action)
    system = systemIn(system, action)
    for (const call of calls) {
      const isStruck = call.kind === 'epoch.commit' && call.sink !== 'not called' && unreadable > 0
      if (isStruck) unreadable -= 1
      if (call.sink === 'threw' && !isStruck && system === 'there' && !isInterrupt(call.error))
        own.push(errorOf(call, index + 1, at))
      at += 1
    }
  }
  return own
}

type System = 'there' | 'away' | 'back'

/** Behind an outage, what a run had begun may still fail. */
function systemIn(system: System, { kind, moment }: AnyAction): System {
  if (kind === 'outage') return moment === 'ends' ? 'back' : 'away'
  return system === 'back' && (kind === 'execute' || kind === 'restart') ? 'there' : system
}

function unreadableMessages(action: AnyAction): number {
  if (action.at !== 'writer.commit.midway') return 0
  return typeof action.times === 'number' ? action.times : 1
}

const isInterrupt = (error = ''): boolean => /\bInterrupted|ClosedByInterrupt/.test(error)

function errorOf(call: SinkCall, step: number, at: number): OwnError {
  const epoch = 'messages' in call ? { epoch: call.epoch } : {}
  return { step, at, kind: call.kind, ...epoch, error: call.error ?? 'it threw' }
}
