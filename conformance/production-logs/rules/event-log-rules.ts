import { isRetryError } from '../observations/retry-error.ts'
import type { JobState } from '../runs/event-jobs.ts'
import { cannotTell, held, type Judgement, type Rule, rule, violated } from './rule.ts'

const notInLogs = 'the event log has a job of which the logs do not show the run'

// The event log has what no line says: the local properties of the job, and each attempt of each task.
export const eventLogRules: readonly Rule[] = [
  rule({
    requirements: ['CE-3'],
    on: 'job-started',
    needs: 'job',
    judge: ({ observed }) =>
      observed.isContinuous === 'true'
        ? held
        : violated(`\`__is_continuous_processing\` is \`true\`; ${hasText(observed.isContinuous)}`),
  }),
  rule({
    requirements: ['CE-4'],
    on: 'job-started',
    also: ['run-started', 'answered'],
    needs: 'job',
    judge({ observed, job }) {
      const run = job?.run
      if (run === undefined) return cannotTell(notInLogs)
      if (run.startEpoch === undefined) return cannotTell('no line says with which epoch a run begins')
      return observed.startEpoch === String(run.startEpoch)
        ? held
        : violated(
            `\`__continuous_start_epoch\` is ${run.startEpoch}; ${hasText(observed.startEpoch)}`,
            run.current?.at ?? run.started?.at,
          )
    },
  }),
  // The id is random: two runs never have the same one.
  rule({
    requirements: ['CE-5'],
    on: 'job-started',
    needs: 'job',
    judge({ observed: { runId, coordinatorId }, job }) {
      if (job?.sameId !== undefined) return violated('each run has a coordinator with an id of its own', job.sameId.at)
      if (runId === undefined) return cannotTell('a job has no `spark.jobGroup.id`, which is the id of its run')
      const random = coordinatorId?.startsWith(`${runId}--`) === true ? coordinatorId.slice(runId.length + 2) : ''
      return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(random)
        ? held
        : violated(`\`__epoch_coordinator_id\` is ${runId}, \`--\` and a random UUID; ${hasText(coordinatorId)}`)
    },
  }),
  // The interval of the trigger is in one line only, and that comes only if an epoch takes longer.
  rule({
    requirements: ['CE-6'],
    on: 'job-started',
    also: ['falling-behind'],
    needs: 'job',
    differsIn: ['spark-3.1', 'spark-3.2', 'spark-3.3', 'spark-3.4', 'spark-3.5', 'spark-4.0', 'spark-4.1', 'spark-4.2'],
    judge({ observed: { interval }, job }) {
      if (interval === undefined || !/^\d+$/.test(interval))
        return violated(`\`__continuous_epoch_interval\` is a number of milliseconds; ${hasText(interval)}`)
      const said = job?.run?.interval
      if (said === undefined) return cannotTell('no line says the interval of the trigger')
      if (Number(interval) === said.milliseconds) return held
      return said.isMarked
        ? violated(`\`__continuous_epoch_interval\` is ${said.milliseconds}; ${hasText(interval)}`, said.at)
        : cannotTell('the line that says the interval of the trigger may be one of another query')
    },
  }),
  // Tasks have found the coordinator under this name as long as epochs were committed. Once it is gone, the error says the name.
  rule({
    requirements: ['EC-20'],
    on: 'job-started',
    also: ['coordinator-missing', 'query-committed'],
    needs: 'job',
    judge({ observed, job }) {
      const run = job?.run
      if (run === undefined) return cannotTell(notInLogs)
      const name = `EpochCoordinator-${observed.coordinatorId ?? ''}`
      const [other] = run.sought.filter((one) => one.name !== name)
      if (run.sought.length === 0 || run.lastCommitted === undefined) return undefined
      return other === undefined ? held : violated(`the coordinator is registered as ${name}`, other.at)
    },
  }),
  rule({
    requirements: ['OP-12'],
    on: 'job-started',
    needs: 'job',
    isEnough: true,
    judge({ observed, job }) {
      const partitions = observed.partitions ?? job?.run?.writing?.partitions
      if (job === undefined || partitions === undefined) return undefined
      if (observed.tasks !== partitions) return violated(`the job is over ${partitions} partitions`, job.at)
      const { run } = job
      if (run?.writing !== undefined && run.writing.partitions !== observed.tasks)
        return violated(`the job is over ${run.writing.partitions} partitions`, run.writing.at)
      return afterAnother(job)
    },
  }),
  rule({
    requirements: ['OP-13'],
    on: 'task-begun',
    needs: 'job',
    isEnough: true,
    judge({ observed: { task }, job, line }) {
      if (job === undefined || task.attempt > 0) return undefined
      const first = job.launched.get(task.index)
      if (first !== undefined && first.line !== line) return violated(`one task for partition ${task.index}`, first)
      if (task.index >= job.started.tasks) return violated(`the partitions are 0 to ${job.started.tasks - 1}`, job.at)
      return job.lastLaunched?.line === line && job.launched.size === job.started.tasks ? held : undefined
    },
  }),
  rule({
    requirements: ['CE-18'],
    on: 'task-over',
    needs: 'job',
    isExtra: true,
    judge: ({ observed }) =>
      observed.task.attempt > 0 && observed.reason.startsWith('ExceptionFailure')
        ? isRetryError(observed.reason)
          ? held
          : violated('a retry fails with a ContinuousTaskRetryException')
        : undefined,
  }),
  rule({
    requirements: ['CE-18'],
    on: 'query-over',
    also: ['task-begun'],
    needs: 'job',
    isEnough: true,
    judge({ observed: { error }, job }) {
      if (job?.retried === undefined || error === undefined || !failsByItsTasks(error)) return undefined
      return isRetryError(error) ? held : violated('the query fails with a ContinuousTaskRetryException', job.retried)
    },
  }),
]

const hasText = (value: string | undefined) => (value === undefined ? 'the job lacks it' : `the job has ${value}`)

/** A run has one job, unless the job before has ended without an error: then the query goes on with another one (CE-14). */
function afterAnother({ at, before }: JobState): Judgement {
  if (before === undefined || before.ended?.isFinished === true) return held
  if (before.ended !== undefined) return violated('a write submits one job', before.at)
  return before.at.file === at.file && before.lastSeen.line > at.line
    ? violated('a write submits one job', before.at)
    : cannotTell('the event log does not show the end of an earlier job of the run')
}

/** The error is that of a job whose tasks have failed: neither a coordinator that is gone nor an executor that has died is one. */
export const failsByItsTasks = (error: string): boolean =>
  !error.includes('Could not find EpochCoordinator-') &&
  !error.includes('Exception thrown in awaitResult') &&
  !error.includes('ExecutorLostFailure')
