import { taskIn } from '../observations/marks.ts'
import type { Observation } from '../observations/observation.ts'
import type { LogRecord } from '../observations/record.ts'
import { newTask, type TaskState } from './state.ts'
import type { Known } from './whose.ts'
import { isOfWriter } from './whose-kind.ts'

/** The task that a line is about; undefined if it is about none, or if that cannot be told. `origin` says which. */
export function taskOfLine(
  known: Known,
  observed: Observation,
  record: LogRecord,
  file: string,
): TaskState | undefined {
  if ('task' in observed) {
    known.origin = 'marked'
    return known.stages.task(observed.task.tid)
  }
  if (observed.kind === 'abort-threw') return known.running.aborting(file)
  if (!isOfWriter(observed)) return undefined
  known.applications.seeContinuous()
  known.applications.seeRunning(file)
  const task = markedTask(known, observed.partition, record, file) ?? runningTask(known, observed.partition, file)
  if (task?.stage !== undefined) task.stage.isWriting = true
  return task
}

/** The task that the thread or the context of a writer's line names. */
function markedTask(known: Known, partition: number, record: LogRecord, file: string): TaskState | undefined {
  // Most layouts have neither threads nor a context.
  if (record.thread === undefined && record.context['task_name'] === undefined) return undefined
  const mark = taskIn(record)
  if (mark === undefined) return undefined
  known.origin = 'marked'
  const { stages } = known
  const named = mark.id === undefined ? stages.task(mark.tid) : stages.taskOf(mark.id, partition)
  if (named !== undefined) {
    named.file = file
    return named
  }
  const made = newTask(undefined, partition, { file })
  stages.addTask(mark.tid, made)
  return made
}

/** The only task of the partition that runs in the file. */
function runningTask(known: Known, partition: number, file: string): TaskState | undefined {
  const { running } = known
  const tasks = running.of(file, partition)
  known.origin = tasks.length > 1 ? 'untold' : 'only'
  if (tasks.length > 1) {
    for (const one of tasks) one.hasUntoldLines = true
    return undefined
  }
  let task = tasks[0]
  if (task === undefined) {
    task = newTask(undefined, partition, { file })
    running.begin(file, task)
  }
  if (!running.isWhole(file, () => known.runs.live().length <= 1)) task.hasUntoldLines = true
  return task
}
