import { errorCodes, maxItems, responseSchema } from '../../contract/protocol.ts'
import { type Complaint, complaint } from './complaint.ts'
import { excerpt } from './excerpt.ts'
import { parseJson } from './json.ts'

/** The response in a line. Its result is not yet checked with the schema of the method. */
export type Response =
  | { readonly kind: 'result'; readonly result: unknown; readonly items: number }
  | { readonly kind: 'error'; readonly code: number; readonly message: string }
  | ({ readonly kind: 'off-protocol' } & Complaint)

/** The path of a complaint about the whole line. */
export const wholeLine = 'the whole line'

const [resultEnvelope, errorEnvelope] = responseSchema.options

/** Reads `line` as the response to call `id`, which may have at most `mostItems` items. */
export function readResponse(line: string, id: number, mostItems = maxItems): Response {
  const parsed = parseJson(line, mostItems)
  if (parsed.kind !== 'json') return off(wholeLine, `it is ${parsed.reason}`)
  const { value, items } = parsed
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return off(wholeLine, 'it is not an object')
  if ('method' in value) return off(wholeLine, `it is a call of ${named(value.method)}, and a driver only replies`)
  return 'error' in value ? readError(value, id) : readResult(value, id, items)
}

function readResult(value: object, id: number, items: number): Response {
  if (!('result' in value)) return off(wholeLine, 'it has neither a result nor an error')
  const envelope = resultEnvelope.safeParse(value)
  if (!envelope.success) return { kind: 'off-protocol', ...complaint(envelope.error, value, 'answer') }
  if (envelope.data.id !== id) return wrongId(envelope.data.id, id)
  return { kind: 'result', result: envelope.data.result, items }
}

function readError(value: object, id: number): Response {
  if ('result' in value) return off(wholeLine, 'it has a result and an error')
  const envelope = errorEnvelope.safeParse(value)
  if (!envelope.success) return { kind: 'off-protocol', ...complaint(envelope.error, value, 'answer') }
  const { code, message } = envelope.data.error
  if (envelope.data.id !== id && !(envelope.data.id === null && namesNoCall(code))) {
    return wrongId(envelope.data.id, id)
  }
  return { kind: 'error', code, message }
}

/** A driver that could not read the line does not know the id of the call. */
function namesNoCall(code: number): boolean {
  return code === errorCodes.parseError || code === errorCodes.invalidRequest
}

const wrongId = (came: number | null, id: number) => off('answer.id', `${came} where ${id} is wanted`)

const named = (method: unknown) => (typeof method === 'string' ? excerpt(JSON.stringify(method), 80) : 'a method')

const off = (path: string, reason: string): Response => ({ kind: 'off-protocol', path, reason })
