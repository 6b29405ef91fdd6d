import { held, type Rule, rule, violated } from './rule.ts'

// ContinuousWriteRDD.md, compute: the lines of one task, in the order of its thread. A rule that looks back says nothing of the
// first line of a task that the log does not see begin.
export const taskRules: readonly Rule[] = [
  rule({
    requirements: ['RDD-4'],
    on: 'committing',
    needs: 'task',
    judge({ observed, run, task }) {
      if (task?.id === undefined || task.first !== undefined) return undefined
      if (run === undefined) return { kind: 'cannot-tell', why: 'no line says to which query the task belongs' }
      if (run.started === undefined || run.startEpoch === undefined) return undefined
      return observed.epoch === run.startEpoch
        ? held
        : violated(`the first epoch of a task is the start epoch, ${run.startEpoch}`, run.started.at)
    },
  }),
  rule({
    requirements: ['RDD-24', 'RDD-25'],
    on: 'committing',
    needs: 'task',
    judge({ observed, task }) {
      const before = task?.committing
      if (before === undefined) return undefined
      return observed.epoch === before.epoch + 1 ? held : violated(`epoch ${before.epoch + 1} follows`, before.at)
    },
  }),
  rule({
    requirements: ['RDD-14', 'RDD-15', 'RDD-23'],
    on: 'committed',
    needs: 'task',
    judge({ observed, task }) {
      const before = task?.committing
      if (task === undefined || before === undefined) return undefined
      if (task.committed?.epoch === observed.epoch) return violated('one line per epoch', task.committed.at)
      return before.epoch === observed.epoch
        ? held
        : violated(`the commit of epoch ${before.epoch} is under way`, before.at)
    },
  }),
  rule({
    requirements: ['RDD-23'],
    on: 'committing',
    needs: 'task',
    judge({ task }) {
      const before = task?.committing
      if (task === undefined || before === undefined) return undefined
      return task.committed?.epoch === before.epoch
        ? held
        : violated(`a line that epoch ${before.epoch} is committed comes before`, before.at)
    },
  }),
  rule({
    requirements: ['RDD-33', 'RDD-34', 'RDD-39'],
    on: 'writer-aborted',
    needs: 'task',
    judge({ task }) {
      if (task === undefined) return undefined
      if (task.aborted !== undefined) return violated('one abort per task', task.aborted)
      return task.aborting === undefined ? violated('the aborting line comes before') : held
    },
  }),
  rule({
    requirements: ['RDD-36'],
    on: 'committing',
    needs: 'task',
    judge: ({ task }) =>
      task?.aborting === undefined ? undefined : violated('no epoch follows after an error', task.aborting),
  }),
]
