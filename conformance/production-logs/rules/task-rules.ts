import { isRetryError } from '../observations/retry-error.ts'
import type { Place, TaskState } from '../runs/state.ts'
import { cannotTell, held, type Judgement, type Rule, rule, violated } from './rule.ts'

// ContinuousWriteRDD.md, compute: the lines of one task, in the order of its thread. A rule that looks back says nothing of the
// first line of a task that the log does not see begin.
/** RDD-26: a task goes on after an interrupt that does not end it, and commits its epoch again. */
const isRepeated = ({ committingEpoch, committedEpoch }: TaskState, epoch: number) =>
  epoch === committingEpoch && committedEpoch !== epoch

const repeated = cannotTell('an epoch was begun twice: an interrupt of its commit repeats it, or a line is doubled')

export const taskRules: readonly Rule[] = [
  // The local property itself is in no line: the first epoch is held against the start epoch of the run.
  rule({
    requirements: ['RDD-4'],
    on: 'task-told',
    also: ['committing', 'task-started'],
    needs: 'task',
    judge: ({ run, task }) => {
      if (run === undefined || task === undefined || task.firstEpoch < 0 || task.begun === undefined) return undefined
      if (run.started === undefined) return undefined
      if (run.startEpoch === undefined) return cannotTell('no line says with which epoch the run of the task begins')
      return task.firstEpoch === run.startEpoch
        ? held
        : violated(`the first epoch of a task is the start epoch, ${run.startEpoch}`, run.started.at)
    },
  }),
  rule({
    requirements: ['RDD-24', 'RDD-25'],
    on: 'committing',
    needs: 'task',
    judge({ observed, task }) {
      if (task === undefined || task.committingEpoch < 0) return undefined
      if (isRepeated(task, observed.epoch)) return repeated
      return observed.epoch === task.committingEpoch + 1
        ? held
        : violated(`epoch ${task.committingEpoch + 1} follows`, committingAt(task))
    },
  }),
  rule({
    requirements: ['RDD-25'],
    on: 'task-ended',
    needs: 'task',
    isExtra: true,
    judge: ({ observed, task }) =>
      observed.isFinished && task?.killed === undefined && (task?.committingEpoch ?? -1) >= 0
        ? cannotTell('a task has finished by itself: whether its context was completed, no line says')
        : undefined,
  }),
  // Once per epoch, and before the commit: each line that an epoch is committed has its own line before it.
  rule({
    requirements: ['RDD-14'],
    on: 'committed',
    also: ['committing'],
    needs: 'task',
    judge({ observed, task }) {
      if (task === undefined) return undefined
      if (task.committingEpoch < 0) {
        return task.begun === undefined
          ? undefined
          : violated('a line that an epoch is committing comes before', task.begun)
      }
      return task.committingEpoch === observed.epoch
        ? held
        : violated(`a line that epoch ${observed.epoch} is committing comes before`, committingAt(task))
    },
  }),
  rule({
    requirements: ['RDD-14'],
    on: 'committing',
    needs: 'task',
    judge({ observed, task }) {
      if (isOfOther(task, observed.partition))
        return violated(`the task writes partition ${task?.partition}`, task?.begun)
      if (task === undefined || task.committingEpoch !== observed.epoch) return undefined
      return isRepeated(task, observed.epoch) ? repeated : violated('one line per epoch', committingAt(task))
    },
  }),
  // Rows are in no line: that the commit comes after the last of them cannot be seen, only that there is one commit.
  rule({
    requirements: ['RDD-15', 'RDD-23'],
    on: 'committed',
    accepts: ['committed-log-line'],
    also: ['committing'],
    needs: 'task',
    judge({ observed, task }) {
      if (isOfOther(task, observed.partition))
        return violated(`the task writes partition ${task?.partition}`, task?.begun)
      if (task === undefined || task.committingEpoch < 0) return undefined
      if (task.committedEpoch === observed.epoch) return violated('one line per epoch', committedAt(task))
      return task.committingEpoch === observed.epoch
        ? held
        : violated(`the commit of epoch ${task.committingEpoch} is under way`, committingAt(task))
    },
  }),
  rule({
    requirements: ['RDD-23'],
    on: 'committing',
    accepts: ['committed-log-line'],
    also: ['committed'],
    needs: 'task',
    judge({ observed, task }) {
      if (task === undefined || task.committingEpoch < 0) return undefined
      if (isRepeated(task, observed.epoch)) return repeated
      return task.committedEpoch === task.committingEpoch
        ? held
        : violated(`a line that epoch ${task.committingEpoch} is committed comes before`, committingAt(task))
    },
  }),
  // The line of the kill comes a little before the kill: the epoch under way may end, and the next may just have begun.
  rule({
    requirements: ['RDD-26'],
    on: 'committing',
    only: 'task killed',
    also: ['task-killed'],
    needs: 'task',
    judge({ task }) {
      if (task?.killed === undefined || task.afterKill < 1) return undefined
      return task.afterKill === 1
        ? cannotTell('an epoch may have begun before the kill took effect')
        : violated('a killed task begins no further epoch', task.killed)
    },
  }),
  rule({
    requirements: ['RDD-26'],
    on: 'task-ended',
    also: ['task-killed', 'committing'],
    needs: 'task',
    judge: ({ task }) => (task?.killed !== undefined && task.firstEpoch >= 0 && task.afterKill <= 1 ? held : undefined),
  }),
  rule({
    requirements: ['RDD-33', 'RDD-34', 'RDD-39'],
    on: 'writer-aborted',
    also: ['aborting'],
    needs: 'task',
    judge({ task }) {
      if (task === undefined) return undefined
      if (task.aborted !== undefined) return violated('one abort per task', task.aborted)
      if (task.aborting !== undefined) return held
      return task.begun === undefined && task.firstEpoch < 0
        ? cannotTell('the log begins in the middle of a task: the aborting line may come before it')
        : violated('the aborting line comes before')
    },
  }),
  rule({
    requirements: ['RDD-33', 'RDD-39'],
    on: 'aborting',
    needs: 'task',
    judge: ({ task }) =>
      task?.aborting === undefined ? undefined : violated('one aborting line per task', task.aborting),
  }),
  rule({
    requirements: ['RDD-33', 'RDD-34'],
    on: 'task-failed',
    also: ['aborting', 'writer-aborted'],
    needs: 'task',
    judge({ observed, task }) {
      if (task?.begun === undefined || !observed.inWriter) return undefined
      if (task.aborting === undefined) return violated('the writer is aborted before the task fails', task.begun)
      return task.aborted === undefined && task.abortThrew === undefined
        ? violated('the line that the writer is aborted comes before', task.aborting)
        : undefined
    },
  }),
  rule({
    requirements: ['RDD-42'],
    on: 'writer-aborted',
    also: ['abort-threw'],
    needs: 'task',
    judge: ({ task }) =>
      task?.abortThrew === undefined ? undefined : violated('no line claims an abort that has thrown', task.abortThrew),
  }),
  rule({
    requirements: ['RDD-42'],
    on: 'task-failed',
    also: ['abort-threw', 'writer-aborted'],
    needs: 'task',
    judge: ({ task }) => (task?.abortThrew !== undefined && task.aborted === undefined ? held : undefined),
  }),
  rule({
    requirements: ['RDD-36'],
    on: 'committing',
    only: 'writer aborting',
    also: ['aborting'],
    needs: 'task',
    judge: ({ task }) =>
      task?.aborting === undefined ? undefined : violated('no epoch follows after an error', task.aborting),
  }),
  // What is sent shows at DEBUG only: a commit of the epoch of the error does not arrive.
  rule({
    requirements: ['RDD-36'],
    on: 'task-failed',
    also: ['aborting', 'committing'],
    needs: 'task',
    judge: ({ task }) => (task?.begun !== undefined && task.aborting !== undefined ? held : undefined),
  }),
  // Of the two, the retry shows here, and the end of the query in the rule of its end.
  rule({
    requirements: ['CE-18'],
    on: 'task-failed',
    needs: 'task',
    judge: ({ observed, task }): Judgement | undefined => {
      if (task === undefined || observed.task.attempt === 0) return undefined
      return isRetryError(observed.error)
        ? held
        : violated('a retry fails with a ContinuousTaskRetryException', task.begun)
    },
  }),
  rule({
    requirements: ['CE-18'],
    on: 'committing',
    only: 'retry',
    needs: 'task',
    judge: ({ task }) =>
      task?.id !== undefined && task.id.attempt > 0
        ? violated('a retry fails with a ContinuousTaskRetryException, and writes nothing', task.begun)
        : undefined,
  }),
]

/** The thread of the line is that of a task of another partition. */
const isOfOther = (task: TaskState | undefined, partition: number) =>
  task?.id !== undefined && task.begun !== undefined && task.partition !== partition

const committingAt = ({ committingFile, committingLine }: TaskState): Place => ({
  file: committingFile,
  line: committingLine,
})

const committedAt = ({ committedFile, committedLine }: TaskState): Place => ({
  file: committedFile,
  line: committedLine,
})
