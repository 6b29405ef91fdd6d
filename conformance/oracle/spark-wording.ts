import type { ErrorValue } from '../../src/contract/values.ts'
import {
  askFailed,
  coordinatorGone,
  dataReadFailed,
  endpointGone,
  jobAborted,
  markerFailed,
  noCoordinator,
  noStartEpoch,
  nothingToClose,
  taskRetried,
} from '../../src/reference/spark-errors.ts'

// The texts of Spark's and the JVM's own errors, taken from the model. No requirement names them, so neither another implementation
// nor the next release of Spark has to repeat them: 3.5 has added a full stop to one of them.

const any: ErrorValue = { type: 'Error', message: null }

const readFailed = dataReadFailed(any).message
const gone = beginning(endpointGone(null).message)
const aborted = beginning(jobAborted(any, new Set(['job-failure-bare'])).message)

const unnamed: readonly string[] = [
  ...withCauses(noCoordinator(null)),
  ...withCauses(coordinatorGone(null)),
  ...withCauses(askFailed({ type: 'MyError', message: null })),
  ...[dataReadFailed(any), markerFailed, taskRetried, noStartEpoch, nothingToClose].map(({ message }) => message),
]
  .map(beginning)
  .filter((text) => text !== '')

/** Whether the text of an error is one of Spark's own that no requirement names. */
export const isSparksWording = ({ message }: ErrorValue): boolean =>
  message !== null && unnamed.some((text) => message.startsWith(text))

/**
 * Whether it is the failure of a job. The text is the only evidence: its type is SparkException, as of many other errors, and its
 * cause is the error of the task, which can be of any type.
 */
export const isJobFailure = ({ message }: ErrorValue): boolean => message?.startsWith(aborted) === true

/** Whether it is the error of a task whose reader thread has died. */
export const isReadFailure = ({ message }: ErrorValue): boolean => message === readFailed

/** Whether it says that a coordinator is gone that had been registered. */
export const isCoordinatorGone = ({ message }: ErrorValue): boolean => message?.startsWith(gone) === true

function withCauses(error: ErrorValue): readonly (string | null)[] {
  return error.cause === undefined ? [error.message] : [error.message, ...withCauses(error.cause)]
}

/** The beginning of a text, up to the first part that differs from run to run: an id, a host, the name of a class or a field. */
function beginning(message: string | null): string {
  return (message ?? '').split(/null|spark:|"|<|: Task/)[0] ?? ''
}
