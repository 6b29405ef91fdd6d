import { held, type Rule, rule, violated } from './rule.ts'

// WriteToContinuousDataSourceExec.md: the operator's line, its job and the tasks of the job.
export const operatorRules: readonly Rule[] = [
  rule({
    requirements: ['OP-7', 'OP-32'],
    on: 'writing-started',
    accepts: ['start-log-line'],
    needs: 'run',
    judge({ run }) {
      if (run?.started === undefined) return undefined
      return run.writing === undefined ? held : violated('one line per write', run.writing.at)
    },
  }),
  rule({
    requirements: ['OP-7'],
    on: 'task-launched',
    accepts: ['start-log-line'],
    also: ['writing-started'],
    needs: 'run',
    judge({ run, observed }) {
      if (run?.started === undefined || observed.task.index !== 0 || observed.task.attempt !== 0) return undefined
      return run.writing === undefined
        ? violated('the operator logs its start before its tasks begin', run.started.at)
        : undefined
    },
  }),
  // The coordinator's reply is in no line: what shows is one job per write, over as many partitions.
  rule({
    requirements: ['OP-12'],
    on: 'tasks-submitted',
    also: ['writing-started', 'stage-submitted'],
    needs: 'run',
    judge({ observed, run }) {
      if (run?.writing === undefined) return undefined
      const other = run.stages.find(({ number }) => number !== observed.stage)
      if (other !== undefined) return violated('a write submits one job', other.submitted)
      return observed.tasks === run.writing.partitions
        ? held
        : violated(`the job is over ${run.writing.partitions} partitions`, run.writing.at)
    },
  }),
  rule({
    requirements: ['OP-13'],
    on: 'task-launched',
    also: ['tasks-submitted'],
    needs: 'task',
    judge({ observed, task }) {
      if (task?.stage?.partitions === undefined || observed.task.attempt > 0) return undefined
      const { stage } = task
      const twin = stage.tasks.find(
        (one) =>
          one !== task && one.id?.attempt === 0 && one.partition === observed.partition && one.launched !== undefined,
      )
      if (twin !== undefined) return violated(`one task for partition ${observed.partition}`, twin.launched)
      if (observed.partition >= (stage.partitions ?? 0)) {
        return violated(`the partitions are 0 to ${(stage.partitions ?? 0) - 1}`, stage.submitted)
      }
      const launched = stage.tasks.filter((one) => one.id?.attempt === 0 && one.launched !== undefined)
      return launched.length === stage.partitions ? held : undefined
    },
  }),
]
