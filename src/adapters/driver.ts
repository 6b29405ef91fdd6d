import type { Action } from '../contract/actions.ts'
import type { Event } from '../contract/events.ts'
import type { Identity } from '../contract/protocol.ts'
import type { Opening } from '../contract/setups.ts'
import { visible } from './visible.ts'

/**
 * Connects the suite to one implementation.
 *
 * The kit makes one call at a time. A driver has at most one subject.
 * Quiescent means that every participant has finished or waits for the kit, so nothing happens until the next action.
 * A driver computes that from what its participants wait for, never by sleeping. The same actions lead to the same events.
 *
 * A call rejects with a `DriverError` and with no other error. After `not-supported` or `refused` the driver is usable as before.
 * After any other kind, the next `open` starts afresh.
 */
export interface Driver {
  /** The implementation, its edition and its roles. The first call, made once. */
  initialize(): Promise<Identity>

  /** Makes a fresh subject, and drops the previous one. Returns the events up to quiescence. */
  open(opening: Opening): Promise<readonly Event[]>

  /** Performs the actions in order, each until quiescence. Returns one list of events per action. */
  apply(actions: readonly Action[]): Promise<readonly (readonly Event[])[]>

  /** Ends the subject in any state. Returns the last events. */
  close(): Promise<readonly Event[]>

  /** Ends the driver. This is the last call. */
  shutdown(): Promise<void>
}

/** The reason for which a call failed. */
export type DriverFailure =
  /** The driver says that the implementation does not offer this, and why. */
  | { readonly kind: 'not-supported'; readonly reason: string }
  /** The driver says that the call is a mistake of the kit. */
  | { readonly kind: 'refused'; readonly code: number; readonly reason: string }
  /** The response breaks the protocol: `path` is the first place that does not match the schema, `line` is the response. */
  | {
      readonly kind: 'off-protocol'
      readonly method: string
      readonly path: string
      readonly reason: string
      readonly line: string
    }
  /** The driver's process ended, or could not be started (`isNotStarted`). `stderr` is the end of its standard error. */
  | { readonly kind: 'crashed'; readonly reason: string; readonly stderr: string; readonly isNotStarted?: true }
  /** No response came within the time limit. */
  | { readonly kind: 'timed-out'; readonly method: string; readonly seconds: number; readonly stderr: string }

/**
 * The error of a `Driver`. The failure holds the texts of the driver as they came. The message shows them: nothing in it can
 * steer a terminal, and each line of the driver's own is indented, so that none passes for a line of the kit.
 */
export class DriverError extends Error {
  override readonly name = 'DriverError'
  readonly failure: DriverFailure

  constructor(failure: DriverFailure, options?: ErrorOptions) {
    super([describeFailure(failure), ...evidence(failure)].join('\n'), options)
    this.failure = failure
  }
}

/** The failure in one line, which shows what a terminal would obey. */
export function describeFailure(failure: DriverFailure): string {
  return visible(headline(failure))
}

function headline(failure: DriverFailure): string {
  switch (failure.kind) {
    case 'not-supported':
      return `not supported: ${failure.reason}`
    case 'refused':
      return `the driver refused the call (${failure.code}): ${failure.reason}`
    case 'off-protocol':
      return `the answer to ${failure.method} is off the protocol at ${failure.path}: ${failure.reason}`
    case 'crashed':
      return `the driver ${failure.isNotStarted === true ? 'could not be started' : 'crashed'}: ${failure.reason}`
    case 'timed-out':
      return `no answer to ${failure.method} within ${failure.seconds} s`
  }
}

/** The evidence: the response or the standard error of the driver. */
function evidence(failure: DriverFailure): readonly string[] {
  switch (failure.kind) {
    case 'not-supported':
    case 'refused':
      return []
    case 'off-protocol':
      return [`the line as it came: ${visible(failure.line)}`]
    case 'crashed':
    case 'timed-out':
      return describeStderr(failure.stderr)
  }
}

/** The end of a standard error, in indented lines; none if there is nothing in it. */
export function describeStderr(stderr: string): readonly string[] {
  if (stderr.trim() === '') return []
  const lines = stderr.trimEnd().split(/\r?\n/)
  return ['its standard error ended:', ...lines.map((line) => `  ${visible(line.replaceAll('\t', '    '))}`.trimEnd())]
}
