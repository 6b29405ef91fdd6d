import type { ErrorValue } from '../../src/contract/values.ts'
import type { Backlog, Failure, QueryEnd } from '../requirements/difference.ts'
import { isCoordinatorGone, isJobFailure, isReadFailure } from './spark-wording.ts'

/** The kind of failure that an execution throws. */
export function failureOf(error: ErrorValue): Failure {
  const { type, message, cause } = error
  if (message === 'Writing job aborted.') return 'writing job aborted with a full stop'
  if (message === 'Writing job aborted') return 'writing job aborted'
  if (isJobFailure(error)) return 'job failure'
  if (cause?.type === 'RpcEndpointNotFoundException') return 'no coordinator'
  if (type === 'InterruptedException') return 'interrupt'
  return cause === undefined ? 'error' : 'error with a cause'
}

/** The kind of error that a query ends with. */
export function queryEndOf(error: ErrorValue | null): QueryEnd {
  if (error === null) return 'no error'
  if (backlogOf(error) !== undefined) return 'backlog'
  if (error.cause !== undefined && isCoordinatorGone(error.cause)) return 'coordinator gone'
  return isReadFailure(error) ? 'read failure' : failureOf(error)
}

/** The queue of the coordinator that has grown too large, if that is the error. */
export function backlogOf(error: ErrorValue | null): Backlog | undefined {
  const queue = /^Size of the (partition offset|partition commit|epoch) queue/.exec(error?.message ?? '')?.[1]
  switch (queue) {
    case 'partition offset':
      return 'offsets'
    case 'partition commit':
      return 'commits'
    case 'epoch':
      return 'epochs'
    default:
      return undefined
  }
}
