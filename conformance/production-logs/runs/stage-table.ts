import type { TaskId } from '../observations/observation.ts'
import { createLatest } from './latest.ts'
import { newStage, newTask, type Stage, type TaskState } from './state.ts'

/**
 * The stages and tasks of an application, by their numbers. Those of continuous queries are kept. Those that may be of other jobs are
 * forgotten once many others came, and what this leaves open is marked: `lacksTasks`, `hasBegun`. So memory is bounded by the runs.
 */
export interface StageTable {
  readonly stage: (number: number) => Stage | undefined
  /** The stage of this number, which is made if it is not known. */
  readonly stageOf: (number: number) => Stage
  readonly stages: () => Iterable<Stage>
  readonly task: (tid: number) => TaskState | undefined
  /** The task of a scheduler's or an executor's line. A driver and an executor name the same task. */
  readonly taskOf: (id: TaskId, partition: number) => TaskState
  /** A task of which lines say no more than its number. */
  readonly addTask: (tid: number, task: TaskState) => void
  /** Another application has a task of this number. */
  readonly replaceTask: (tid: number) => void
  /** The task has ended. `isFinished`: by itself. */
  readonly endTask: (task: TaskState, isFinished: boolean) => void
  /** The stage is one of another job: its tasks have nothing to do with continuous queries. Returns those that were known. */
  readonly leaveToOthers: (stage: number) => readonly TaskState[]
  /** Whether the stage is one of the latest of other jobs. */
  readonly isOfOthers: (stage: number) => boolean
  /** Whether a task of this number, or one behind it, had begun in the file and was forgotten. */
  readonly hasBegun: (tid: number, file: string) => boolean
  /** Another application begins: it counts stages and tasks anew. */
  readonly clear: () => void
  /** How many stages and tasks are kept. */
  readonly size: () => number
}

/** How many stages of other jobs are kept, and how many tasks that may be theirs: more than run at once. */
const mostOfOthers = 10_000

/** @param onLost is told of tasks that were forgotten before their end was seen */
export function createStageTable(onLost: (task: TaskState) => void, most = mostOfOthers): StageTable {
  const stages = new Map<number, Stage>()
  const byTid = new Map<number, TaskState>()
  const ofOthers = createLatest<number>(most)
  /** The last stage of which a task was forgotten that a rule might have looked at. */
  let lastLacking = -1
  /** By file: the last task that began there and was forgotten. */
  const lastForgotten = new Map<string, number>()

  const remove = (tasks: ReadonlySet<TaskState>): void => {
    for (const task of tasks) if (task.id !== undefined && byTid.get(task.id.tid) === task) byTid.delete(task.id.tid)
    for (const stage of new Set([...tasks].flatMap((task) => task.stage ?? []))) {
      stage.tasks = stage.tasks.filter((task) => !tasks.has(task))
      if (stage.tasks.length === 0 && stages.get(stage.number) === stage) stages.delete(stage.number)
    }
  }
  const forget = (some: ReadonlySet<TaskState>): ReadonlySet<TaskState> => {
    const tasks = new Set([...some].filter(({ stage }) => stage?.isWriting === false))
    for (const { id, begun } of tasks)
      if (id !== undefined && begun !== undefined)
        lastForgotten.set(begun.file, Math.max(id.tid, lastForgotten.get(begun.file) ?? -1))
    remove(tasks)
    return tasks
  }
  /** Tasks without writer's lines that have finished by themselves: no rule looks at them any more. */
  const finished = createLatest<TaskState>(most, forget)
  /** Tasks that run, failed or were killed. */
  const others = createLatest<TaskState>(most, (some) => {
    for (const task of forget(some)) {
      if (task.stage === undefined) continue
      task.stage.lacksTasks = true
      lastLacking = Math.max(lastLacking, task.stage.number)
      if (!task.isClosed) onLost(task)
    }
  })
  const stageOf = (number: number): Stage => {
    const known = stages.get(number)
    if (known !== undefined) return known
    const made = newStage(number, { lacksTasks: number <= lastLacking })
    stages.set(number, made)
    return made
  }
  return {
    stageOf,
    stage: (number) => stages.get(number),
    stages: () => stages.values(),
    task: (tid) => byTid.get(tid),
    taskOf(id, partition) {
      const known = byTid.get(id.tid)
      if (known !== undefined) return known
      const stage = stageOf(id.stage)
      const made = newTask(id, partition, { stage })
      byTid.set(id.tid, made)
      stage.tasks.push(made)
      others.add(made)
      return made
    },
    addTask: (tid, task) => byTid.set(tid, task),
    replaceTask: (tid) => byTid.delete(tid),
    endTask(task, isFinished) {
      const isAllSeen = isFinished && task.killed === undefined && task.failed === undefined
      if (isAllSeen && others.delete(task) && task.stage?.isWriting === false) finished.add(task)
    },
    leaveToOthers(number) {
      const { isWriting = false, tasks = [] } = stages.get(number) ?? {}
      if (isWriting) return []
      ofOthers.add(number)
      for (const task of tasks) finished.delete(task) || others.delete(task)
      remove(new Set(tasks))
      return tasks
    },
    isOfOthers: ofOthers.has,
    hasBegun: (tid, file) => tid <= (lastForgotten.get(file) ?? -1),
    clear() {
      stages.clear()
      byTid.clear()
      ofOthers.clear()
      finished.clear()
      others.clear()
      lastLacking = -1
      lastForgotten.clear()
    },
    size: () => stages.size + byTid.size,
  }
}
