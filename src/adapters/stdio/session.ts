import { z } from 'zod'
import { type Action, actionSchemas } from '../../contract/actions.ts'
import { parseFirst } from '../../contract/parse-first.ts'
import { errorCodes, maxLineBytes, methods, paramsSchemas, protocolVersion } from '../../contract/protocol.ts'
import type { Role } from '../../contract/roles.ts'
import { type Driver, DriverError } from '../driver.ts'
import { complaint } from './complaint.ts'
import type { Line } from './lines.ts'
import { type CallId, readRequest } from './request.ts'

/** The line to write in response, without its line feed. */
export interface Reply {
  readonly line: string
  /** The exit code of the process, if this was the last call. */
  readonly exit?: number
}

/** The driver's side of the protocol: one response per line. */
export interface Session {
  /** Never rejects: the response says what is wrong with the line or the driver. */
  answer(line: Line): Promise<Reply>
}

const applySchemas: Readonly<Record<Role, z.ZodType<{ readonly actions: readonly Action[] }>>> = {
  planner: z.strictObject({ actions: z.array(actionSchemas.planner) }),
  operator: z.strictObject({ actions: z.array(actionSchemas.operator) }),
  task: z.strictObject({ actions: z.array(actionSchemas.task) }),
  coordinator: z.strictObject({ actions: z.array(actionSchemas.coordinator) }),
  query: z.strictObject({ actions: z.array(actionSchemas.query) }),
}

/** Serves `driver` over the protocol, one call at a time. */
export function session(driver: Driver): Session {
  let initialized = false
  let open: Role | undefined

  const call = async (name: string, params: unknown): Promise<unknown> => {
    const method = methods.find((known) => known === name)
    if (method === undefined) throw refused(errorCodes.methodNotFound, `there is no method ${JSON.stringify(name)}`)
    if (!initialized && method !== 'initialize' && method !== 'shutdown') {
      throw refused(errorCodes.invalidRequest, `${method} before initialize`)
    }
    switch (method) {
      case 'initialize': {
        const { protocol } = checked(paramsSchemas.initialize, params)
        if (initialized) throw refused(errorCodes.invalidRequest, 'initialized already')
        if (protocol !== protocolVersion)
          throw invalid('params.protocol', `${protocol} where ${protocolVersion} is wanted`)
        const identity = await driver.initialize()
        initialized = true
        return identity
      }
      case 'open': {
        const opening = checked(paramsSchemas.open, params)
        const events = await driver.open(opening)
        open = opening.role
        return { events }
      }
      case 'apply': {
        if (open === undefined) throw refused(errorCodes.invalidParams, 'nothing is open')
        return { steps: await driver.apply(checked(applySchemas[open], params).actions) }
      }
      case 'close':
        checked(paramsSchemas.close, params)
        open = undefined
        return { events: await driver.close() }
      case 'shutdown':
        checked(paramsSchemas.shutdown, params)
        await driver.shutdown()
        return null
    }
  }

  const replyTo = async (line: string): Promise<Reply> => {
    const request = readRequest(line)
    if (request.kind === 'no-call') return failure(request.id, request.code, request.reason)
    const { id, method, params } = request
    try {
      const result = await call(method, params)
      return method === 'shutdown' ? { ...success(id, result), exit: 0 } : success(id, result)
    } catch (error) {
      const { code, message } = explain(error)
      // After any failure inside the driver, its next subject starts afresh.
      if (code === errorCodes.internalError) open = undefined
      const reply = failure(id, code, message)
      return method === 'shutdown' && code === errorCodes.internalError ? { ...reply, exit: 1 } : reply
    }
  }

  return {
    async answer(line) {
      switch (line.kind) {
        case 'line':
          return await replyTo(line.text)
        case 'too-long':
          return failure(null, errorCodes.invalidRequest, `the line is longer than ${maxLineBytes} bytes`)
        case 'not-utf8':
          return failure(null, errorCodes.parseError, 'the line is not UTF-8')
      }
    },
  }
}

function checked<T>(schema: z.ZodType<T>, params: unknown): T {
  const parsed = parseFirst(schema, params)
  if (parsed.success) return parsed.data
  const { path, reason } = complaint(parsed.error, params, 'params')
  throw invalid(path, reason)
}

function explain(error: unknown): { readonly code: number; readonly message: string } {
  if (!(error instanceof DriverError)) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { code: errorCodes.internalError, message }
  }
  switch (error.failure.kind) {
    case 'not-supported':
      return { code: errorCodes.notSupported, message: error.failure.reason }
    case 'refused':
      return { code: error.failure.code, message: error.failure.reason }
    case 'off-protocol':
    case 'crashed':
    case 'timed-out':
      return { code: errorCodes.internalError, message: error.message }
  }
}

function success(id: CallId, result: unknown): Reply {
  const line = JSON.stringify({ jsonrpc: '2.0', id, result })
  if (line.length <= maxLineBytes / 3) return { line }
  const bytes = Buffer.byteLength(line)
  if (bytes <= maxLineBytes) return { line }
  return failure(id, errorCodes.internalError, `the answer has ${bytes} bytes, more than a line may have: ask for less`)
}

const failure = (id: CallId, code: number, message: string): Reply => ({
  line: JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } }),
})

const refused = (code: number, reason: string) => new DriverError({ kind: 'refused', code, reason })

const invalid = (path: string, reason: string) => refused(errorCodes.invalidParams, `${path}: ${reason}`)
