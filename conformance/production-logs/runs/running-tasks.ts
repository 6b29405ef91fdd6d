import type { TaskState } from './state.ts'

/**
 * The tasks that run, by file and partition: a partition has two if two queries run. A task that ends is forgotten, so memory is bounded by
 * what runs at once.
 */
export interface RunningTasks {
  readonly of: (file: string, partition: number) => readonly TaskState[]
  readonly begin: (file: string, task: TaskState) => void
  /** The task has ended. Undefined: one that the log has not seen begin. */
  readonly end: (file: string, partition: number, task: TaskState | undefined) => void
  /** The task of the file whose writer is being aborted, if there is only one. */
  readonly aborting: (file: string) => TaskState | undefined
  /** The file has the begin of its process, and so all tasks that run in it. */
  readonly seeBegin: (file: string) => void
  /** Whether it has them all. If lines of it are missing: only as long as one query runs alone. */
  readonly isWhole: (file: string, isAlone: () => boolean) => boolean
  /** Whether the file shows the begin of each task that runs in it: it has the begin of its process, and lacks no lines. */
  readonly showsAll: (file: string) => boolean
  /** Tasks may have begun among lines of the file that are missing. */
  readonly passGap: (file: string) => void
  /** The task may run on, but nothing of it is kept: its file counts as one without its begin. */
  readonly lose: (task: TaskState) => void
  /** Another application begins. */
  readonly clear: () => void
  /** How many partitions of files have tasks. */
  readonly size: () => number
}

const none: readonly TaskState[] = []

export function createRunningTasks(): RunningTasks {
  const byFile = new Map<string, Map<number, TaskState[]>>()
  const wholeFiles = new Set<string>()
  const gapped = new Set<string>()
  const take = (file: string, partition: number, isTaken: (task: TaskState) => boolean): void => {
    const partitions = byFile.get(file)
    const tasks = partitions?.get(partition) ?? []
    const at = tasks.findIndex(isTaken)
    if (at < 0) return
    tasks.splice(at, 1)
    if (tasks.length === 0) partitions?.delete(partition)
  }
  return {
    of: (file, partition) => byFile.get(file)?.get(partition) ?? none,
    begin(file, task) {
      let partitions = byFile.get(file)
      if (partitions === undefined) {
        partitions = new Map()
        byFile.set(file, partitions)
      }
      const tasks = partitions.get(task.partition)
      if (tasks === undefined) partitions.set(task.partition, [task])
      else tasks.push(task)
    },
    end(file, partition, task) {
      // Of a task that the log does not see begin, the lines before have not said which it is.
      take(file, partition, (one) => one === task || (task === undefined && one.id === undefined))
    },
    aborting(file) {
      const aborting = [...(byFile.get(file)?.values() ?? none)]
        .flat()
        .filter((task) => task.aborting !== undefined && task.aborted === undefined)
      return aborting.length === 1 ? aborting[0] : undefined
    },
    seeBegin: (file) => wholeFiles.add(file),
    isWhole: (file, isAlone) => wholeFiles.has(file) && (!gapped.has(file) || isAlone()),
    showsAll: (file) => wholeFiles.has(file) && !gapped.has(file),
    passGap: (file) => gapped.add(file),
    lose(task) {
      if (task.begun === undefined) return
      wholeFiles.delete(task.begun.file)
      take(task.begun.file, task.partition, (one) => one === task)
    },
    clear: () => byFile.clear(),
    size: () => [...byFile.values()].reduce((sum, { size }) => sum + size, 0),
  }
}
