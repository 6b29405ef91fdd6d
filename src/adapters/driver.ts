import type { Action } from '../contract/actions.ts'
import type { Event } from '../contract/events.ts'
import type { Identity } from '../contract/protocol.ts'
import type { Opening } from '../contract/setups.ts'

/**
 * Speaks for one implementation under test: the port that the suite is run through.
 *
 * Calls come one at a time, each after the one before has settled. A driver holds one subject at most.
 * "Until quiet": nothing more happens until the next action; every participant is finished or waits for the kit.
 * A driver finds that out by what its participants wait for, never by sleeping. Same actions, same events.
 *
 * Each verb rejects with a `DriverError` and nothing else; after one of kind `not-supported` or `refused`
 * the driver is as usable as before, after any other the next `open` starts afresh.
 */
export interface Driver {
  /** Who is spoken for, in which edition, and in which roles. The first call, and made once. */
  initialize(): Promise<Identity>

  /** A fresh subject; the one before, if any, is gone. Answers what was seen while it was made. */
  open(opening: Opening): Promise<readonly Event[]>

  /** Does the actions in order, each up to quiet. Answers one list of events an action. */
  apply(actions: readonly Action[]): Promise<readonly (readonly Event[])[]>

  /** Ends the subject, whatever it is in the middle of. Answers what was still seen. */
  close(): Promise<readonly Event[]>

  /** Ends the driver. No call follows. */
  shutdown(): Promise<void>
}

/** Why a driver could not do what it was asked. */
export type DriverFailure =
  /** The implementation does not offer this: said by the driver, with its reason. */
  | { readonly kind: 'not-supported'; readonly reason: string }
  /** The driver takes the call for a mistake of the kit's. */
  | { readonly kind: 'refused'; readonly code: number; readonly reason: string }
  /** The answer is not one of the protocol's: `path` is where it departs from the schema, `line` is what came. */
  | {
      readonly kind: 'off-protocol'
      readonly method: string
      readonly path: string
      readonly reason: string
      readonly line: string
    }
  /** The driver's process ended, or could not be started; `stderr` is the last that it said. */
  | { readonly kind: 'crashed'; readonly reason: string; readonly stderr: string }
  /** No answer came within the limit. */
  | { readonly kind: 'timed-out'; readonly method: string; readonly seconds: number; readonly stderr: string }

/** What a `Driver` rejects with. */
export class DriverError extends Error {
  override readonly name = 'DriverError'
  readonly failure: DriverFailure

  constructor(failure: DriverFailure, options?: ErrorOptions) {
    super([describeFailure(failure), ...evidence(failure)].join('\n'), options)
    this.failure = failure
  }
}

/** What the driver did not do, in a line. */
export function describeFailure(failure: DriverFailure): string {
  switch (failure.kind) {
    case 'not-supported':
      return `not supported: ${failure.reason}`
    case 'refused':
      return `the driver refused the call (${failure.code}): ${failure.reason}`
    case 'off-protocol':
      return `the answer to ${failure.method} is off the protocol at ${failure.path}: ${failure.reason}`
    case 'crashed':
      return `the driver crashed: ${failure.reason}`
    case 'timed-out':
      return `no answer to ${failure.method} within ${failure.seconds} s`
  }
}

/** What came of it, as it came. */
function evidence(failure: DriverFailure): readonly string[] {
  switch (failure.kind) {
    case 'not-supported':
    case 'refused':
      return []
    case 'off-protocol':
      return [`the line as it came: ${failure.line}`]
    case 'crashed':
    case 'timed-out':
      return failure.stderr.trim() === '' ? [] : ['its standard error ended:', failure.stderr.trimEnd()]
  }
}
