import type { Observation } from '../observations/observation.ts'
import { isRetryError } from '../observations/retry-error.ts'
import type { RunState } from '../runs/state.ts'
import { cannotTell, held, type Judgement, type Rule, rule, violated } from './rule.ts'

const failureOfJob = 'org.apache.spark.SparkException: Job aborted due to stage failure: '
const reportMayBeRepeated =
  'an epoch is committed after an error: whether its report was repeated, DEBUG of EpochCoordinator shows'
const backlogTwice = 'a run says twice that too many epochs wait, and Spark says it once: a line is doubled or altered'
const backlogs = [
  { requirement: 'EC-80', queue: 'partition offset' },
  { requirement: 'EC-81', queue: 'partition commit' },
  { requirement: 'EC-82', queue: 'epoch' },
] as const

// Errors: those that the coordinator survives, and those that end the query.
export const endRules: readonly Rule[] = [
  ...errorOfWrite('OP-26', 'Writing job aborted.'),
  ...errorOfWrite('OP-43', 'Writing job aborted'),
  // The trace names the cause further down than the log keeps: the first line has the failure of the job, or that of the task.
  rule({
    requirements: ['OP-44'],
    on: 'query-stopped',
    also: ['task-failed', 'task-lost'],
    needs: 'run',
    judge: ({ observed, run }) => (hasFailedTask(run, observed) ? bareFailure(observed.error, run) : undefined),
  }),
  // The source of a partition is what its writer reads: where in it the error arises is in the trace, and makes no difference.
  rule({
    requirements: ['CE-31'],
    on: 'query-stopped',
    also: ['task-failed', 'task-lost'],
    needs: 'run',
    judge({ observed, run }) {
      if (!hasFailedTask(run, observed)) return undefined
      return [observed.error ?? '', ...observed.causes].some((line) => line.startsWith(failureOfJob))
        ? held
        : violated('the error of the query is the failure of its job, or is caused by it', run?.cause?.at)
    },
  }),
  rule({
    requirements: ['CE-32'],
    on: 'query-stopped',
    also: ['task-failed', 'task-lost'],
    needs: 'run',
    judge({ observed, run }) {
      if (!hasFailedTask(run, observed) || run?.cause === undefined) return undefined
      if (run.failures.some((error) => error === observed.error)) return held
      // An error without a name, such as one of the sink, is wrapped on these releases, too: also if its class is Spark's.
      return run.failures.every(hasName)
        ? violated("the error of the query is the task's own", run.cause.at)
        : undefined
    },
  }),
  rule({
    requirements: ['CE-17'],
    on: 'query-stopped',
    also: ['task-failed'],
    needs: 'run',
    judge({ observed, run }) {
      if (run?.coordinatorMissing === undefined) return undefined
      if (observed.error !== undefined) return held
      // Whoever stops a query ends its coordinator, too. A query that fails cancels its job as well.
      return run.cancelled === undefined
        ? violated('a query whose coordinator is gone fails', run.coordinatorMissing)
        : undefined
    },
  }),
  rule({
    requirements: ['CE-18'],
    on: 'query-stopped',
    also: ['task-launched'],
    needs: 'run',
    judge({ observed, run }) {
      if (observed.error === undefined || run === undefined || !run.stages.some(({ tasks }) => tasks.some(isRetry)))
        return undefined
      const errors = [observed.error, ...observed.causes]
      if (isOfMissingCoordinator(errors)) return undefined
      return errors.some(isRetryError)
        ? held
        : violated('the query fails with a ContinuousTaskRetryException', run.laterCause?.at ?? run.cause?.at)
    },
  }),
  // How many messages the coordinator remembers is in no line: the error and its words are. Spark logs the first of them only, so
  // whether the stop is repeated (EC-83) cannot be seen.
  ...backlogs.map(({ requirement, queue }) =>
    rule({
      requirements: [requirement],
      on: 'backlog-exceeded',
      needs: 'run',
      judge({ observed, run }) {
        if (!observed.text.includes(`Size of the ${queue} queue`)) return undefined
        if (!observed.text.includes(`IllegalStateException: Size of the ${queue} queue has exceeded its maximum`)) {
          return violated(
            `the error is an IllegalStateException that says that the ${queue} queue has exceeded its maximum`,
          )
        }
        return run?.backlog === undefined ? held : cannotTell(backlogTwice)
      },
    }),
  ),
  rule({
    requirements: ['CE-30'],
    on: 'query-stopped',
    also: ['backlog-exceeded'],
    needs: 'run',
    judge({ observed, run }) {
      if (run?.backlog === undefined) return undefined
      return observed.error?.includes('IllegalStateException: Size of the ') === true
        ? held
        : violated('the query ends with the error of its backlog', run.backlog.at)
    },
  }),
  rule({
    requirements: ['EC-60', 'CE-20'],
    on: 'answered',
    only: 'error ignored',
    also: ['error-ignored'],
    needs: 'run',
    judge: ({ run }) => (isOfCoordinator(run) ? held : undefined),
  }),
  rule({
    requirements: ['EC-60'],
    on: 'offset-added',
    only: 'error ignored',
    also: ['error-ignored'],
    needs: 'run',
    judge: ({ run }) => (isOfCoordinator(run) ? held : undefined),
  }),
  // After the commit of an epoch has thrown, only a repeated report of it can commit it, which DEBUG shows.
  rule({
    requirements: ['CE-20', 'EC-55', 'EC-58'],
    on: 'query-committed',
    only: 'error ignored',
    also: ['error-ignored'],
    needs: 'run',
    judge({ observed, run }): Judgement | undefined {
      const error = run?.ignored
      if (run === undefined || (error?.call !== 'sink-commit' && error?.call !== 'query-commit')) return undefined
      if (run.ready?.epoch === observed.epoch && (run.epochs.get(observed.epoch)?.reports ?? 0) > 1) return held
      if (error.isOvercome) return undefined
      const entered = isEntered(run, observed.epoch)
      if (entered && (run.epochs.get(observed.epoch - 1)?.reports ?? 0) > 1) return undefined
      return observed.epoch === error.epoch || (entered && run.ready === undefined)
        ? cannotTell(reportMayBeRepeated)
        : violated(`epoch ${error.epoch ?? 'of the error'} is not committed, so no epoch is`, error.at)
    },
  }),
  rule({
    requirements: ['CE-20', 'EC-58'],
    on: 'query-stopped',
    also: ['error-ignored', 'query-committed'],
    needs: 'run',
    judge: ({ run }) =>
      (run?.ignored?.call === 'sink-commit' || run?.ignored?.call === 'query-commit') &&
      run.lastCommitted?.epoch === run.ignored.lastCommitted
        ? held
        : undefined,
  }),
  // The sink's own tasks may have failed with the same error.
  rule({
    requirements: ['CE-20'],
    on: 'query-stopped',
    also: ['error-ignored', 'task-failed'],
    needs: 'run',
    isExtra: true,
    judge: ({ observed: { error }, run }) =>
      error !== undefined && run?.ignored?.error === error && !run.failures.includes(error)
        ? cannotTell(
            'the query ends with an error that was ignored before: whether a task had the same error, no line says',
          )
        : undefined,
  }),
  // EC-56: at INFO, the epoch stays uncommitted. That a repeated report commits it, DEBUG shows.
  rule({
    requirements: ['EC-55', 'EC-56'],
    on: 'query-stopped',
    also: ['error-ignored', 'query-committed'],
    needs: 'run',
    judge: ({ run }) =>
      run?.ignored?.call === 'sink-commit' && run.lastCommitted?.epoch === run.ignored.lastCommitted ? held : undefined,
  }),
  rule({
    requirements: ['EC-64'],
    on: 'query-stopped',
    also: ['error-ignored', 'query-committed'],
    needs: 'run',
    judge: ({ run }) =>
      run?.ignored?.call === 'query-commit' && run.lastCommitted?.epoch === run.ignored.lastCommitted
        ? held
        : undefined,
  }),
  rule({
    requirements: ['EC-56'],
    on: 'query-committed',
    only: 'error ignored',
    also: ['error-ignored'],
    needs: 'run',
    judge: ({ observed, run }) => passesOver(run, observed.epoch, 'sink-commit'),
  }),
  rule({
    requirements: ['EC-64'],
    on: 'query-committed',
    only: 'error ignored',
    also: ['error-ignored'],
    needs: 'run',
    judge: ({ observed, run }) => passesOver(run, observed.epoch, 'query-commit'),
  }),
  // The coordinator's thread writes the entries of both logs. Spark logs the error after the report was handled.
  rule({
    requirements: ['EC-61'],
    on: 'error-ignored',
    also: ['entry-begun', 'offset-added', 'query-committed'],
    needs: 'run',
    judge({ observed, run }) {
      if (run?.adding === undefined || observed.call !== 'add-offset') return undefined
      return run.committedWhileAdding === undefined
        ? held
        : violated('a report whose offset could not be added commits no epoch', run.committedWhileAdding)
    },
  }),
  rule({
    requirements: ['EC-61'],
    on: 'query-stopped',
    also: ['error-ignored', 'query-committed'],
    needs: 'run',
    judge: ({ run }) =>
      run?.ignored?.call === 'add-offset' && run.lastCommitted?.epoch === run.ignored.lastCommitted ? held : undefined,
  }),
]

/** If the source's commit has thrown, the entry is there: a repeated report commits its epoch without a further line at INFO. */
const isEntered = (run: RunState | undefined, epoch: number) =>
  run?.ignored?.epoch !== undefined && run.lastCommitted?.epoch === run.ignored.epoch && epoch - 1 === run.ignored.epoch

/** The epoch of the error counts as committed: a later one is, and it never was. */
function passesOver(
  run: RunState | undefined,
  epoch: number,
  call: 'sink-commit' | 'query-commit',
): Judgement | undefined {
  const error = run?.ignored
  if (run === undefined || error?.call !== call || error.isOvercome) return undefined
  // Before any commit, the error is that of the first epoch of the run.
  const failed = error.epoch ?? (error.lastCommitted === undefined ? run.startEpoch : undefined)
  if (failed === undefined || epoch < failed) return undefined
  // At DEBUG, another rule judges that.
  if (epoch === failed) return run.ready?.epoch === epoch ? undefined : cannotTell(reportMayBeRepeated)
  if (isEntered(run, epoch)) {
    if ((run.epochs.get(failed)?.reports ?? 0) > 1) return undefined
    if (run.ready === undefined) return cannotTell(reportMayBeRepeated)
  }
  return violated(`epoch ${failed} stays uncommitted, so no later one is committed`, error.at)
}

/** The error of a query whose task has failed, up to Spark 3.3: the same words, with or without a full stop. */
function errorOfWrite(requirement: string, message: string): readonly Rule[] {
  return [
    rule({
      requirements: [requirement],
      on: 'query-stopped',
      also: ['task-failed', 'task-lost'],
      needs: 'run',
      judge({ observed, run }) {
        if (!hasFailedTask(run, observed)) return undefined
        return observed.error === `org.apache.spark.SparkException: ${message}`
          ? held
          : violated(`the error is a SparkException that says \`${message}\``, run?.cause?.at)
      },
    }),
  ]
}

function bareFailure(error: string | undefined, run: RunState | undefined): Judgement {
  const isJob = error?.startsWith(failureOfJob) === true
  return isJob || (error !== undefined && run?.failures.includes(error) === true)
    ? held
    : violated('the error of the query is the failure of its job as it is', run?.cause?.at)
}

/** Spark has a name for the error: it shows in brackets, except for names from before those that users see. */
const hasName = (error: string) =>
  /^org\.apache\.spark\.\w+Exception: (?:\[[A-Z_][A-Z\d_.]*\] |Data read failed|Epoch marker generation failed)/.test(
    error,
  )

/** A task has failed of itself, and the query with it: a kill, a missing coordinator or a stop is another matter. */
const hasFailedTask = (
  run: RunState | undefined,
  { error, causes }: Pick<Extract<Observation, { readonly kind: 'query-stopped' }>, 'error' | 'causes'>,
) =>
  run !== undefined &&
  error !== undefined &&
  run.failures.length > 0 &&
  run.backlog === undefined &&
  !isOfMissingCoordinator([error, ...causes]) &&
  !isOfStoppedContext(error)

/** The application has ended while the query ran. Its tasks fail, too. */
const isOfStoppedContext = (error: string) =>
  /stopped SparkContext|SparkContext (?:was|has been) shut ?down/.test(error)

/** At the end of a run, the query asks its coordinator to stop. If it is gone, that is the error of the query (CE-17). */
const isOfMissingCoordinator = (errors: readonly string[]) =>
  // Structured logging has no causes: there, the failed ask itself has to do.
  errors.some((line) => line.includes('Could not find EpochCoordinator-') || line.includes(failedAsk))

const failedAsk = 'Exception thrown in awaitResult'

const isRetry = ({ id, launched, begun }: RunState['stages'][number]['tasks'][number]) =>
  id !== undefined && id.attempt > 0 && (launched !== undefined || begun !== undefined)

const isOfCoordinator = (run: RunState | undefined) => run?.ignored !== undefined && run.ignored.call !== 'unknown'
