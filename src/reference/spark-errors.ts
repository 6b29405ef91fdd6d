import type { ErrorValue, PlainError } from '../contract/values.ts'
import type { Deviations } from './deviations.ts'

// No page: the errors that Spark 2.4.8 was observed to throw, with parts that differ from run to run masked.

/** No coordinator is registered under this id. Without an id, the name that is looked up ends in `null`. */
export function noCoordinator(id: string | null): ErrorValue {
  return {
    type: 'SparkException',
    message: 'Exception thrown in awaitResult: ',
    cause: {
      type: 'RpcEndpointNotFoundException',
      message: `Cannot find endpoint: spark://EpochCoordinator-${id}@<host>:<port>`, // EC-20
    },
  }
}

/** A message cannot be sent, because its coordinator has been removed from the same machine. */
export function endpointGone(id: string | null): PlainError {
  return { type: 'SparkException', message: `Could not find EpochCoordinator-${id}.` }
}

/** The same for an ask, whose sender waits for the reply. */
export function coordinatorGone(id: string | null): ErrorValue {
  return { type: 'SparkException', message: 'Exception thrown in awaitResult: ', cause: endpointGone(id) }
}

/** The marker thread got no reply to its ask for the epoch, and its task fails. Some releases add the cause. */
export const markerFailed: PlainError = { type: 'SparkException', message: 'Epoch marker generation failed' }

/** The coordinator replied to the ask with an error. Throwables that are no `Exception` arrive wrapped in an ExecutionException. */
export function askFailed(error: PlainError): ErrorValue {
  if (error.type === 'TimeoutException') {
    const message = `${error.message}. This timeout is controlled by spark.rpc.askTimeout`
    return { type: 'RpcTimeoutException', message, cause: error }
  }
  const boxed = error.type === 'InterruptedException' ? error.type : /Error$/.test(error.type) ? 'Error' : undefined
  const cause = boxed === undefined ? error : { type: 'ExecutionException', message: `Boxed ${boxed}`, cause: error }
  return { type: 'SparkException', message: 'Exception thrown in awaitResult: ', cause }
}

/** The thread that reads a partition died, and its task fails. */
export function dataReadFailed(error: PlainError): ErrorValue {
  return { type: 'SparkException', message: readFailed, cause: error }
}

const readFailed = 'Data read failed'

/** The messages of errors that have an error class of Spark since 4.0. */
const sparksOwn: readonly (string | null)[] = [readFailed, markerFailed.message]

/** A task of a continuous source is retried. */
export const taskRetried: ErrorValue = {
  type: 'ContinuousTaskRetryException',
  message: 'Continuous execution does not support task retry',
}

/** The job failed because a task failed. The text names the class with its package. */
export function jobAborted(error: ErrorValue, deviations: Deviations): ErrorValue {
  const thrown = `${packageOf(error.type)}.${error.type}${error.message === null ? '' : `: ${error.message}`}`
  const failure: ErrorValue = {
    type: 'SparkException',
    message: `Job aborted due to stage failure: Task <n> in stage <n> failed <n> times, most recent failure: Lost task <n> in stage <n> (TID <n>, <host>, executor <n>): ${thrown}`,
    cause: error,
  }
  // An error with an error class of Spark is not wrapped.
  if (deviations.has('own-errors-bare') && sparksOwn.includes(error.message)) return error
  if (deviations.has('job-failure-bare')) return failure
  const message = deviations.has('job-aborted-wording') ? 'Writing job aborted' : 'Writing job aborted.'
  return { type: 'SparkException', message, cause: failure }
}

/** The package of a class that the kit calls by its simple name. */
function packageOf(type: string): string {
  if (type === 'SparkException') return 'org.apache.spark'
  if (type === taskRetried.type) return 'org.apache.spark.sql.execution.streaming.continuous'
  if (/^(IO|UncheckedIO|InterruptedIO|FileNotFound|EOF)(Exception)$/.test(type)) return 'java.io'
  if (/^(Execution|Timeout|Cancellation|Completion)Exception$/.test(type)) return 'java.util.concurrent'
  if (/^(ClosedByInterrupt|AsynchronousClose|ClosedChannel)Exception$/.test(type)) return 'java.nio.channels'
  return 'java.lang'
}

/** The thread was interrupted while it waited for the coordinator's reply. */
export const interrupted: ErrorValue = { type: 'InterruptedException', message: null }

/** Spark 3.0 to 3.3 closes a writer that was never created. The text is that of JDK 17. */
export const nothingToClose: ErrorValue = {
  type: 'NullPointerException',
  message:
    'Cannot invoke "org.apache.spark.sql.connector.write.DataWriter.close()" because "dataWriter$1.elem" is null',
}

/** The start epoch is not set, so it cannot be parsed as a number. The text is that of JDK 17. */
export const noStartEpoch: ErrorValue = { type: 'NumberFormatException', message: 'Cannot parse null string' }

/** The planner has no strategy for the plan. The relation is called `nowhere`. */
export function noPlan(name: string): ErrorValue {
  return { type: 'AssertionError', message: `assertion failed: No plan for '${name} \`nowhere\`\n` }
}
