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

// The texts of Spark's and the JVM's own errors, taken from the model, which has them from Spark. No requirement names them, so no
// implementation has to repeat them, and neither does the next release of Spark: 3.5 has put a full stop behind one of them.

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

/** Whether it is the failure of a job, which names the error of its task. */
export const isJobFailure = ({ message }: ErrorValue): boolean => message?.startsWith(aborted) === true

/** Whether it is what a task fails with whose reader has died. */
export const isReadFailure = ({ message }: ErrorValue): boolean => message === readFailed

/** Whether it says that a coordinator that was there is gone. */
export const isCoordinatorGone = ({ message }: ErrorValue): boolean => message?.startsWith(gone) === true

function withCauses(error: ErrorValue): readonly (string | null)[] {
  return error.cause === undefined ? [error.message] : [error.message, ...withCauses(error.cause)]
}

/** A text without what differs from run to run: an id, a host, the name of a class or a field. */
function beginning(message: string | null): string {
  return (message ?? '').split(/null|spark:|"|<|: Task/)[0] ?? ''
}
