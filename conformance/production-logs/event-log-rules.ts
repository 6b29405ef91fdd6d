import { held, type Rule, rule, violated } from './rule.ts'
import { isRetryError } from './task-rules.ts'

// The event log has what no line says: the local properties of the job, and each attempt of each task.
export const eventLogRules: readonly Rule[] = [
  rule({
    requirements: ['CE-3'],
    on: 'job-started',
    needs: 'run',
    judge: ({ observed }) =>
      observed.isContinuous === 'true' ? held : violated('`__is_continuous_processing` is `true` in a job of a run'),
  }),
  rule({
    requirements: ['CE-4'],
    on: 'job-started',
    needs: 'run',
    judge({ observed, run }) {
      if (run?.startEpoch === undefined) return undefined
      return observed.startEpoch === String(run.startEpoch)
        ? held
        : violated(`\`__continuous_start_epoch\` is ${run.startEpoch}`, run.started?.at)
    },
  }),
  // The name under which the coordinator is registered shows only where somebody does not find it: its id is in the job.
  rule({
    requirements: ['CE-5'],
    on: 'job-started',
    needs: 'run',
    judge({ observed, run }) {
      if (run?.runId === undefined) return undefined
      const [, random] = (observed.coordinatorId ?? '').split(`${run.runId}--`)
      return random !== undefined && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(random)
        ? held
        : violated(`\`__epoch_coordinator_id\` is ${run.runId}, \`--\` and a random UUID`, run.started?.at)
    },
  }),
  rule({
    requirements: ['OP-12'],
    on: 'job-started',
    needs: 'run',
    isExtra: true,
    judge({ observed, run }) {
      if (run?.writing === undefined) return undefined
      return observed.tasks === run.writing.partitions
        ? held
        : violated(`the job is over ${run.writing.partitions} partitions`, run.writing.at)
    },
  }),
  rule({
    requirements: ['CE-18'],
    on: 'task-over',
    needs: 'task',
    isExtra: true,
    judge: ({ observed }) =>
      observed.task.attempt > 0 && observed.reason.startsWith('ExceptionFailure')
        ? isRetryError(observed.reason)
          ? held
          : violated('a retry fails with a ContinuousTaskRetryException')
        : undefined,
  }),
]
