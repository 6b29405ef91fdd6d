import { errorCodes } from '../../contract/protocol.ts'
import type { DriverFailure } from '../driver.ts'
import type { Answer, Connection } from './connection.ts'
import { excerpt } from './excerpt.ts'
import { wholeLine } from './response.ts'

/** The program and the call that a failure is about. */
export interface Circumstances {
  readonly running: Connection
  readonly method: string
  readonly seconds: number
}

/** The reason for which there is no result. */
export function failureOf(answer: Exclude<Answer, { readonly kind: 'result' }>, about: Circumstances): DriverFailure {
  const { running, method, seconds } = about
  switch (answer.kind) {
    case 'error':
      return answer.code === errorCodes.notSupported
        ? { kind: 'not-supported', reason: excerpt(answer.message) }
        : { kind: 'refused', code: answer.code, reason: excerpt(answer.message) }
    case 'too-much':
      return {
        kind: 'refused',
        code: errorCodes.invalidRequest,
        reason: `a call of ${answer.bytes} bytes is over the limit for lines, and was not sent`,
      }
    case 'off-protocol':
      return { kind: 'off-protocol', method, path: answer.path, reason: answer.reason, line: excerpt(answer.line) }
    case 'ended':
      return {
        ...{ kind: 'crashed', reason: `${answer.reason} (in ${method})`, stderr: running.stderr() },
        ...(answer.isNotStarted === true ? { isNotStarted: true } : {}),
      }
    case 'silent':
      return { kind: 'timed-out', method, seconds, stderr: running.stderr() }
  }
}

/** The failure of a shutdown, if there is one. */
export function failureOfEnd(
  ending: Awaited<ReturnType<Connection['finish']>>,
  about: Circumstances,
): DriverFailure | undefined {
  const { running, method, seconds } = about
  if (ending.kind === 'silent') return { kind: 'timed-out', method, seconds, stderr: running.stderr() }
  const unasked = running.unasked()
  if (unasked !== undefined) {
    const reason = `it came after the answer to ${method}`
    return { kind: 'off-protocol', method, path: wholeLine, reason, line: excerpt(unasked) }
  }
  if (ending.code === 0) return undefined
  return { kind: 'crashed', reason: `${ending.reason} (after ${method})`, stderr: running.stderr() }
}

/** The program was killed after an earlier failure, which was reported then. */
export const nothingOpen: DriverFailure = {
  kind: 'refused',
  code: errorCodes.invalidParams,
  reason: 'nothing is open: the program is not running',
}
