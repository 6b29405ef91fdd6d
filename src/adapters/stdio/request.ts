import { errorCodes, requestSchema } from '../../contract/protocol.ts'
import { complaint } from './complaint.ts'
import { parseJson } from './json.ts'

/** The id of a call in its response; null if the line has no id. */
export type CallId = number | string | null

/** A call, or the reason for which the line is not a call. */
export type Request =
  | { readonly kind: 'call'; readonly id: CallId; readonly method: string; readonly params: unknown }
  | { readonly kind: 'no-call'; readonly id: CallId; readonly code: number; readonly reason: string }

/** Reads a line as a call. Missing params are empty params. */
export function readRequest(line: string): Request {
  const parsed = parseJson(line)
  if (parsed.kind === 'not-json') {
    return { kind: 'no-call', id: null, code: errorCodes.parseError, reason: `the line is ${parsed.reason}` }
  }
  if (parsed.kind !== 'json') {
    return { kind: 'no-call', id: null, code: errorCodes.invalidRequest, reason: `the line is ${parsed.reason}` }
  }
  const envelope = requestSchema.safeParse(parsed.value)
  if (!envelope.success) {
    const { path, reason } = complaint(envelope.error, parsed.value, 'request')
    return { kind: 'no-call', id: idOf(parsed.value), code: errorCodes.invalidRequest, reason: `${path}: ${reason}` }
  }
  const { id, method, params } = envelope.data
  return { kind: 'call', id, method, params: params === undefined ? {} : params }
}

function idOf(value: unknown): CallId {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null
  return typeof value.id === 'string' || Number.isSafeInteger(value.id) ? (value.id as CallId) : null
}
