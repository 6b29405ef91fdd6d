import type { ErrorValue, PlainError } from '../contract/values.ts'
import type { Deviations } from './deviations.ts'

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

/** A message to a coordinator that was there, and is not any more, on the machine where it was. */
export function endpointGone(id: string | null): PlainError {
  return { type: 'SparkException', message: `Could not find EpochCoordinator-${id}.` }
}

/** The same where the answer is waited for. */
export function coordinatorGone(id: string | null): ErrorValue {
  return { type: 'SparkException', message: 'Exception thrown in awaitResult: ', cause: endpointGone(id) }
}

/** The thread that asks for the epoch got no answer, and its task comes upon that; not every release says why. */
export const markerFailed: PlainError = { type: 'SparkException', message: 'Epoch marker generation failed' }

/** The coordinator answered the ask with a failure. What is no plain exception comes out of its future in a box. */
export function askFailed(error: PlainError): ErrorValue {
  if (error.type === 'TimeoutException') {
    const message = `${error.message}. This timeout is controlled by spark.rpc.askTimeout`
    return { type: 'RpcTimeoutException', message, cause: error }
  }
  const boxed = error.type === 'InterruptedException' ? error.type : /Error$/.test(error.type) ? 'Error' : undefined
  const cause = boxed === undefined ? error : { type: 'ExecutionException', message: `Boxed ${boxed}`, cause: error }
  return { type: 'SparkException', message: 'Exception thrown in awaitResult: ', cause }
}

/** The thread that reads a partition died, and its task comes upon that. */
export function dataReadFailed(error: PlainError): ErrorValue {
  return { type: 'SparkException', message: readFailed, cause: error }
}

const readFailed = 'Data read failed'

/** What Spark has an error class of its own for, since 4.0. */
const sparksOwn: readonly (string | null)[] = [readFailed, markerFailed.message]

/** A task of a continuous source is tried a second time. */
export const taskRetried: ErrorValue = {
  type: 'ContinuousTaskRetryException',
  message: 'Continuous execution does not support task retry',
}

/** A task failed, and with it the job. The text names the class with its package. */
export function jobAborted(error: ErrorValue, deviations: Deviations): ErrorValue {
  const thrown = `${packageOf(error.type)}.${error.type}${error.message === null ? '' : `: ${error.message}`}`
  const failure: ErrorValue = {
    type: 'SparkException',
    message: `Job aborted due to stage failure: Task <n> in stage <n> failed <n> times, most recent failure: Lost task <n> in stage <n> (TID <n>, <host>, executor <n>): ${thrown}`,
    cause: error,
  }
  // What Spark has a name of its own for is shown to the user as it is.
  if (deviations.has('own-errors-bare') && sparksOwn.includes(error.message)) return error
  if (deviations.has('job-failure-bare')) return failure
  const message = deviations.has('job-aborted-wording') ? 'Writing job aborted' : 'Writing job aborted.'
  return { type: 'SparkException', message, cause: failure }
}

/** Where the drivers look for a class that the kit calls by its simple name. */
function packageOf(type: string): string {
  if (type === 'SparkException') return 'org.apache.spark'
  if (type === taskRetried.type) return 'org.apache.spark.sql.execution.streaming.continuous'
  if (/^(IO|UncheckedIO|InterruptedIO|FileNotFound|EOF)(Exception)$/.test(type)) return 'java.io'
  if (/^(Execution|Timeout|Cancellation|Completion)Exception$/.test(type)) return 'java.util.concurrent'
  if (/^(ClosedByInterrupt|AsynchronousClose|ClosedChannel)Exception$/.test(type)) return 'java.nio.channels'
  return 'java.lang'
}

/** The thread was interrupted while it waited for the coordinator's answer. */
export const interrupted: ErrorValue = { type: 'InterruptedException', message: null }

/** What was never made is to be closed; the words are those of JDK 17. */
export const nothingToClose: ErrorValue = {
  type: 'NullPointerException',
  message:
    'Cannot invoke "org.apache.spark.sql.connector.write.DataWriter.close()" because "dataWriter$1.elem" is null',
}

/** There is no start epoch to be read as a number; the words are those of JDK 17. */
export const noStartEpoch: ErrorValue = { type: 'NumberFormatException', message: 'Cannot parse null string' }

/** The planner knows no strategy for the plan; the relation that has none is called `nowhere`. */
export function noPlan(name: string): ErrorValue {
  return { type: 'AssertionError', message: `assertion failed: No plan for '${name} \`nowhere\`\n` }
}
