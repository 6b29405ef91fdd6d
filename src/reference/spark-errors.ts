import type { ErrorValue, PlainError } from '../contract/values.ts'

// What is thrown where the page is silent: as Spark 2.4.8 was seen to throw it, with what differs from run to run masked.

/** Nobody is registered as the coordinator of this id; with no id, the name that is looked up ends in `null`. */
export function noCoordinator(id: string | null): ErrorValue {
  return {
    type: 'SparkException',
    message: 'Exception thrown in awaitResult: ',
    cause: {
      type: 'RpcEndpointNotFoundException',
      message: `Cannot find endpoint: spark://EpochCoordinator-${id}@<host>:<port>`,
    },
  }
}

/** The coordinator answered the ask with a failure. */
export function askFailed(error: PlainError): ErrorValue {
  return { type: 'SparkException', message: 'Exception thrown in awaitResult: ', cause: error }
}

/** A task failed, and with it the job. */
export function jobAborted(error: PlainError): ErrorValue {
  const shown = error.message === null ? '' : `: ${error.message}`
  return {
    type: 'SparkException',
    message: 'Writing job aborted.',
    cause: {
      type: 'SparkException',
      message: `Job aborted due to stage failure: Task <n> in stage <n> failed <n> times, most recent failure: Lost task <n> in stage <n> (TID <n>, <host>, executor driver): ${error.type}${shown}`,
      cause: error,
    },
  }
}

/** The thread was interrupted while it waited for the coordinator's answer. */
export const interrupted: ErrorValue = { type: 'InterruptedException', message: null }

/** There is no start epoch to be read as a number. */
export const noStartEpoch: ErrorValue = { type: 'NumberFormatException', message: 'null' }

/** The planner knows no strategy for the plan. */
export function noPlan(name: string): ErrorValue {
  return { type: 'AssertionError', message: `assertion failed: No plan for ${name}` }
}
