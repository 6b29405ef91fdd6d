import {
  type Identity,
  type Method,
  maxItems,
  type Params,
  protocolVersion,
  type Result,
} from '../../contract/protocol.ts'
import { type Driver, DriverError, type DriverFailure } from '../driver.ts'
import type { Environment } from '../environment.ts'
import { checkResult } from './check-result.ts'
import type { Complaint } from './complaint.ts'
import { Connection } from './connection.ts'
import { excerpt } from './excerpt.ts'
import { failureOf, failureOfEnd, nothingOpen } from './failures.ts'
import { kitVersion } from './kit-version.ts'
import { longestEcho, shortenTexts } from './shorten-texts.ts'

/** The program, how to start it, and how long to wait for it. */
export interface ProcessDriverOptions {
  /** It is started without a shell. */
  readonly command: string
  readonly args: readonly string[]
  /** The folder in which it starts. Default: that of this process. */
  readonly cwd?: string | undefined
  /** Its whole environment. Default: that of this process. */
  readonly env?: Environment | undefined
  /** The time limit per call, in seconds. */
  readonly timeoutSeconds: number
  /** Receives the standard error of the program, as it comes. */
  readonly onStderr?: ((text: string) => void) | undefined
  /** An abort kills the program if a call waits for its response. After it, no other program is started. */
  readonly signal?: AbortSignal
}

/** A driver whose program may offer more than the protocol: that of the kit for Spark does. */
export interface ProcessDriver extends Driver {
  /**
   * Makes a call that is not of the protocol, and starts the program if it does not run. `read` throws if the result is none.
   *
   * @throws DriverError
   */
  ask<Result>(method: string, params: unknown, read: (result: unknown) => Result): Promise<Result>
}

/**
 * Any program that speaks the protocol on its standard input and output (docs/protocol.md).
 *
 * `initialize` starts the program. Every response is checked with the schemas. A program that crashes, exceeds the time limit
 * or breaks the protocol is killed together with its children. From then on `close` returns no events, `apply` is refused, and
 * the next `open` starts the program afresh. Texts that are longer than an implementation can have reason to show are cut.
 *
 * `shutdown` resolves if the end of the program was reported before. It rejects if the program does not respond, writes more
 * lines, or still runs at the time limit (then it is killed). A program that responds and exits with a code other than 0 has
 * crashed: its clean-up has failed.
 */
export function processDriver(options: ProcessDriverOptions): ProcessDriver {
  let connection: Connection | undefined
  let identity: Identity | undefined
  /** The params of the calls about the open subject. */
  let told: unknown[] = []
  /** The items of the responses about it. */
  let shown = 0

  const isStopped = () => options.signal?.aborted === true

  const about = (running: Connection, method: string) => ({ running, method, seconds: options.timeoutSeconds })

  /** A long text is cut only if it is longer than all that the program could repeat. */
  const bounded = <R>(result: R, line: string): R => {
    if (line.length <= longestEcho(0)) return result
    return shortenTexts(result, longestEcho(JSON.stringify(told).length))
  }

  /** Ends the program for good, for this reason. */
  const giveUp = async (running: Connection, failure: DriverFailure): Promise<DriverError> => {
    connection = undefined
    await running.kill()
    return new DriverError(failure)
  }

  const call = async <M extends Method>(
    running: Connection,
    { method, params, before, also = () => undefined }: Call<M>,
  ): Promise<Result<M>> => {
    const kill = () => void running.kill()
    options.signal?.addEventListener('abort', kill)
    const answer = await running.call(method, params, maxItems - shown)
    if (answer.kind === 'result') shown += answer.items
    options.signal?.removeEventListener('abort', kill)
    // Whoever stops the run kills the program, which is no crash of its own.
    if (answer.kind === 'ended' && isStopped()) throw await giveUp(running, stopped)
    if (answer.kind !== 'result') {
      const failure = failureOf(answer, about(running, method))
      const usable = failure.kind === 'not-supported' || failure.kind === 'refused'
      throw usable ? new DriverError(failure) : await giveUp(running, failure)
    }
    // Before the schema: it takes a gigabyte for millions of steps.
    const unread = before?.(answer.result)
    const checked =
      unread === undefined ? checkResult(method, answer.result, also) : ({ kind: 'bad', ...unread } as const)
    if (checked.kind === 'good') return bounded(checked.result, answer.line)
    const { path, reason } = checked
    throw await giveUp(running, { kind: 'off-protocol', method, path, reason, line: excerpt(answer.line) })
  }

  const start = async (): Promise<Connection> => {
    // The run no longer waits for the program.
    if (isStopped()) throw new DriverError(stopped)
    const started = new Connection(options)
    connection = started
    const params = { protocol: protocolVersion, kit: kitVersion }
    try {
      identity = await call(started, { method: 'initialize', params, also: (said) => changed(identity, said) })
      return started
    } catch (error) {
      // The program refused `initialize`, so no other call is possible.
      connection = undefined
      await started.kill()
      throw error
    }
  }

  return {
    async initialize() {
      if (connection === undefined || identity === undefined) await start()
      if (identity === undefined) throw new Error('a started program has an identity')
      return identity
    },

    async open(opening) {
      told = [opening]
      shown = 0
      return (await call(connection ?? (await start()), { method: 'open', params: opening })).events
    },

    async apply(actions) {
      if (connection === undefined) throw new DriverError(nothingOpen)
      told.push(actions)
      const before = (result: unknown) => miscounted(result, actions.length)
      return (await call(connection, { method: 'apply', params: { actions }, before })).steps
    },

    async ask(method, params, read) {
      const running = connection ?? (await start())
      const answer = await running.call(method, params, maxItems)
      if (answer.kind === 'result') return read(answer.result)
      if (answer.kind === 'ended' && isStopped()) throw await giveUp(running, stopped)
      const failure = failureOf(answer, about(running, method))
      throw answer.kind === 'error' ? new DriverError(failure) : await giveUp(running, failure)
    },

    async close() {
      return connection === undefined ? [] : (await call(connection, { method: 'close', params: {} })).events
    },

    async shutdown() {
      const running = connection
      if (running === undefined) return
      try {
        await call(running, { method: 'shutdown', params: {} })
        const failure = failureOfEnd(await running.finish(), about(running, 'shutdown'))
        if (failure !== undefined) throw new DriverError(failure)
      } finally {
        connection = undefined
        await running.kill()
      }
    },
  }
}

const stopped: DriverFailure = { kind: 'crashed', reason: 'the run was stopped', stderr: '' }

interface Call<M extends Method> {
  readonly method: M
  readonly params: Params<M>
  /** The first fault of a result that its schema has not read. */
  readonly before?: (result: unknown) => Complaint | undefined
  /** The rules of this call: the first place that breaks one. */
  readonly also?: (result: Result<M>) => Complaint | undefined
}

/** A restarted program has the same identity as before. */
function changed(before: Identity | undefined, said: Identity): Complaint | undefined {
  const first = JSON.stringify(before ?? said)
  return JSON.stringify(said) === first
    ? undefined
    : { path: 'result', reason: `at first it said it was ${excerpt(first, 500)}` }
}

function miscounted(result: unknown, actions: number): Complaint | undefined {
  if (typeof result !== 'object' || result === null || !('steps' in result)) return undefined
  const { steps } = result
  if (!Array.isArray(steps) || steps.length === actions) return undefined
  return { path: 'result.steps', reason: `${steps.length} steps for ${actions} actions` }
}
