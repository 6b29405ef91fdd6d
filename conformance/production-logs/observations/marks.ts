import type { TaskId } from './observation.ts'
import type { LogRecord } from './record.ts'

// What a record says of its own origin, beside its message: the thread's name and the structured context.

/** The run whose thread has written the record; undefined if nothing says it. */
export function runIdIn({ thread, context }: LogRecord): string | undefined {
  const given = context['RUN_ID']
  if (given !== undefined || thread === undefined) return given
  return /runId = ([\da-f-]{36})/.exec(thread)?.[1]
}

/** What a record says of its task: all of it, or in Spark 2.4 only its number. */
export interface TaskMark {
  readonly tid: number
  readonly id: TaskId | undefined
}

/** The task whose thread has written the record; undefined if nothing says it. */
export function taskIn({ thread, context }: LogRecord): TaskMark | undefined {
  const name = context['task_name'] ?? thread
  if (name === undefined) return undefined
  const full = /task (\d+)\.(\d+) in stage (\d+)\.\d+ \(TID (\d+)\)/.exec(name)
  if (full !== null) {
    const [, index, attempt, stage, tid] = full
    const id = { index: Number(index), attempt: Number(attempt), stage: Number(stage), tid: Number(tid) }
    return { tid: id.tid, id }
  }
  const short = /task launch worker for task (\d+)$/.exec(name)?.[1]
  return short === undefined ? undefined : { tid: Number(short), id: undefined }
}

/** `file:/data/c`, `file:///data/c` and `/data/c` are one path. */
export function samePath(path: string): string {
  if (path === lastPath) return lastSame
  lastPath = path
  lastSame = path.replace(/^file:\/*/, '/').replace(/\/+$/, '')
  return lastSame
}

// Each epoch names the same path several times.
let [lastPath, lastSame] = ['', '']
