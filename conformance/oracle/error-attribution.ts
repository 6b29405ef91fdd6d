import type { ErrorValue } from '../../src/contract/values.ts'
import { isCoordinatorGone, isJobFailure, isReadFailure } from './spark-wording.ts'

/** One requirement at least; another behind it where the first was observed only. */
export type Attribution = readonly [string, ...string[]]

/** The requirement that says what an execution throws, by what it throws. */
export function throwing(error: ErrorValue): Attribution {
  const { type, message, cause } = error
  if (message === 'Writing job aborted.') return ['OP-26', 'OP-14']
  if (message === 'Writing job aborted') return ['OP-43', 'OP-14']
  if (isJobFailure(error)) return ['OP-44', 'OP-14']
  if (cause?.type === 'RpcEndpointNotFoundException') return ['OP-21', 'OP-8']
  if (type === 'InterruptedException') return ['OP-29', 'OP-11']
  return cause === undefined ? ['OP-17', 'OP-3'] : ['OP-24', 'OP-11']
}

/** The requirement that says what a query ends with. */
export function ending(error: ErrorValue | null): Attribution {
  if (error === null) return ['CE-15']
  if (pileOf(error) !== undefined) return ['CE-30', 'CE-15']
  if (error.cause !== undefined && isCoordinatorGone(error.cause)) return ['CE-17', 'CE-15']
  if (isReadFailure(error)) return ['CE-32', 'CE-15']
  return throwing(error)
}

/** The requirement that says with what a coordinator stops the query; the page knows nothing for which it would. */
export function stopping(error: ErrorValue | null): Attribution {
  const pile = pileOf(error)
  return pile === undefined ? ['EC-70'] : [pile, 'EC-70']
}

/** The requirement of the pile that has grown too large, if that is the error. */
function pileOf(error: ErrorValue | null): string | undefined {
  const pile = /^Size of the (partition offset|partition commit|epoch) queue/.exec(error?.message ?? '')?.[1]
  switch (pile) {
    case 'partition offset':
      return 'EC-80'
    case 'partition commit':
      return 'EC-81'
    case 'epoch':
      return 'EC-82'
    default:
      return undefined
  }
}
