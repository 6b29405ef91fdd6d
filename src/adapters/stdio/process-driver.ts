import { type Identity, type Method, type Params, protocolVersion, type Result } from '../../contract/protocol.ts'
import { type Driver, DriverError, type DriverFailure } from '../driver.ts'
import { checkResult } from './check-result.ts'
import type { Complaint } from './complaint.ts'
import { Connection, type ConnectionOptions } from './connection.ts'
import { excerpt } from './excerpt.ts'
import { failureOf, failureOfEnd, nothingOpen } from './failures.ts'
import { kitVersion } from './kit-version.ts'

/**
 * Any program that speaks the protocol on its standard input and output (docs/protocol.md).
 *
 * The program is started by `initialize`. Every answer is held against the schemas before it is believed. A program
 * that crashes, is silent beyond the limit or leaves the protocol is killed with all that it has started; from then on
 * `close` answers nothing, `apply` is refused, and the next `open` starts the program afresh.
 *
 * `shutdown` resolves for a program whose end was told already. It rejects for one that does not answer it, that writes
 * on, that is still there at the limit (and kills it), and, as crashed, for one that answers and exits with another
 * code than 0: its clean-up has failed, and nobody else would say so.
 */
export function processDriver(options: ConnectionOptions & { readonly signal?: AbortSignal }): Driver {
  let connection: Connection | undefined
  let identity: Identity | undefined

  const about = (running: Connection, method: Method) => ({ running, method, seconds: options.timeoutSeconds })

  /** Ends the program for good, and says why. */
  const giveUp = async (running: Connection, failure: DriverFailure): Promise<DriverError> => {
    connection = undefined
    await running.kill()
    return new DriverError(failure)
  }

  const call = async <M extends Method>(
    running: Connection,
    { method, params, also = () => undefined }: Call<M>,
  ): Promise<Result<M>> => {
    const answer = await running.call(method, params)
    if (answer.kind !== 'result') {
      const failure = failureOf(answer, about(running, method))
      const usable = failure.kind === 'not-supported' || failure.kind === 'refused'
      throw usable ? new DriverError(failure) : await giveUp(running, failure)
    }
    const checked = checkResult(method, answer.result, also)
    if (checked.kind === 'good') return checked.result
    const { path, reason } = checked
    throw await giveUp(running, { kind: 'off-protocol', method, path, reason, line: excerpt(answer.line) })
  }

  const start = async (): Promise<Connection> => {
    // Nobody waits for it any more.
    if (options.signal?.aborted === true)
      throw new DriverError({ kind: 'crashed', reason: 'the run was stopped', stderr: '' })
    const started = new Connection(options)
    connection = started
    const params = { protocol: protocolVersion, kit: kitVersion }
    try {
      identity = await call(started, { method: 'initialize', params, also: (said) => changed(identity, said) })
      return started
    } catch (error) {
      // It refused to be initialized: nothing else can be asked of it.
      connection = undefined
      await started.kill()
      throw error
    }
  }

  return {
    async initialize() {
      if (connection === undefined || identity === undefined) await start()
      if (identity === undefined) throw new Error('a program that was started has said who it is')
      return identity
    },

    async open(opening) {
      return (await call(connection ?? (await start()), { method: 'open', params: opening })).events
    },

    async apply(actions) {
      if (connection === undefined) throw new DriverError(nothingOpen)
      const also = ({ steps }: Result<'apply'>) => miscounted(steps.length, actions.length)
      return (await call(connection, { method: 'apply', params: { actions }, also })).steps
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

interface Call<M extends Method> {
  readonly method: M
  readonly params: Params<M>
  /** What else must hold of the result: where it does not. */
  readonly also?: (result: Result<M>) => Complaint | undefined
}

/** A program that is started again is the same as before. */
function changed(before: Identity | undefined, said: Identity): Complaint | undefined {
  const first = JSON.stringify(before ?? said)
  return JSON.stringify(said) === first ? undefined : { path: 'result', reason: `at first it said it was ${first}` }
}

function miscounted(steps: number, actions: number): Complaint | undefined {
  return steps === actions ? undefined : { path: 'result.steps', reason: `${steps} steps for ${actions} actions` }
}
