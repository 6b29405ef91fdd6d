import type { Observation, TaskId } from './observation.ts'
import type { LogRecord } from './record.ts'
import { newRun, newTask, type RunState, type TaskState } from './state.ts'

/** A stage of a job that writes: its tasks, and the run whose job it is, once that can be told. */
interface Stage {
  run: RunState | undefined
  readonly tasks: TaskState[]
}

/** The runs, stages and tasks of one application, and which of them a line is about. */
export interface Attribution {
  readonly runs: readonly RunState[]
  /** The run that a line is about; undefined if it is about none, or if that cannot be told. */
  readonly runOf: (observed: Observation, record: LogRecord) => RunState | undefined
  /** The task that a line is about; undefined likewise. */
  readonly taskOf: (observed: Observation, record: LogRecord, file: string) => TaskState | undefined
  /** The run of a task. */
  readonly runOfTask: (task: TaskState) => RunState | undefined
  /** The tasks of a run, by what is known so far. */
  readonly tasksOf: (run: RunState) => readonly TaskState[]
  /** Takes in what an observation says of runs, stages and tasks. */
  readonly learn: (observed: Observation, record: LogRecord, file: string) => void
  /** The runs that have not ended. */
  readonly live: () => readonly RunState[]
  /** Whether several runs are live, so that a line without further marks could be of any. */
  readonly isAmbiguous: () => boolean
}

export function createAttribution(): Attribution {
  const runs: RunState[] = []
  const stages = new Map<number, Stage>()
  const byTid = new Map<number, TaskState>()
  // Per file: a partition has two running tasks if two queries run.
  const running = new Map<string, Map<number, TaskState[]>>()

  const live = () => runs.filter(({ ended }) => ended === undefined)
  const byRunId = (id: string) => runs.find(({ started }) => started?.runId === id)
  const stageOf = (stage: number): Stage => {
    const known = stages.get(stage)
    if (known !== undefined) return known
    const made: Stage = { run: undefined, tasks: [] }
    stages.set(stage, made)
    return made
  }
  /** The task of a scheduler's or an executor's line. A driver and an executor name the same task. */
  const taskFor = (id: TaskId, partition: number): TaskState => {
    const known = byTid.get(id.tid)
    if (known !== undefined) return known
    const made = newTask(id, partition)
    byTid.set(id.tid, made)
    stageOf(id.stage).tasks.push(made)
    return made
  }
  const runningIn = (file: string, partition: number): TaskState[] => {
    const partitions = running.get(file) ?? new Map<number, TaskState[]>()
    running.set(file, partitions)
    const tasks = partitions.get(partition) ?? []
    partitions.set(partition, tasks)
    return tasks
  }
  const runOfTask = (task: TaskState) => (task.id === undefined ? onlyRun() : stages.get(task.id.stage)?.run)
  const onlyRun = () => {
    const open = live()
    return open.length > 1 ? undefined : (open[0] ?? runs.at(-1))
  }
  /** A log that begins in the middle of a run has lines of a run whose start is missing. */
  const begunBefore = () => {
    if (runs.length === 0) runs.push(newRun(undefined))
    return runs[0]
  }
  return {
    runs,
    live,
    runOfTask,
    tasksOf: (run) => [...stages.values()].filter((stage) => stage.run === run).flatMap(({ tasks }) => tasks),
    isAmbiguous: () => live().length > 1,
    runOf(observed, { thread = '', context }) {
      if (!isOfRun(observed)) return undefined
      if ('runId' in observed && observed.runId !== undefined) return byRunId(observed.runId)
      const runId = context['RUN_ID'] ?? /runId = ([\da-f-]{36})/.exec(thread)?.[1]
      if (runId !== undefined && runs.some(({ started }) => started !== undefined)) return byRunId(runId)
      if ('checkpoint' in observed) {
        const path = normal(observed.checkpoint)
        const named = runs.findLast(({ started }) => started !== undefined && normal(started.checkpoint) === path)
        return named ?? (runs.some(({ started }) => started !== undefined) ? undefined : begunBefore())
      }
      return onlyRun() ?? (runs.length === 0 ? begunBefore() : undefined)
    },
    taskOf(observed, { thread = '', context }, file) {
      if (!isOfWriter(observed)) return undefined
      const tid =
        /TID (\d+)\)/.exec(context['task_name'] ?? thread)?.[1] ?? /task launch worker for task (\d+)/.exec(thread)?.[1]
      const named = tid === undefined ? undefined : byTid.get(Number(tid))
      if (named !== undefined) return named
      const tasks = runningIn(file, observed.partition)
      if (tasks.length > 1) return undefined
      if (tasks[0] === undefined) tasks.push(newTask(undefined, observed.partition, file))
      return tasks[0]
    },
    learn(observed, { thread = '', context, line }, file) {
      switch (observed.kind) {
        case 'run-started':
          // A run of a micro-batch query has nothing to do with a coordinator.
          if (observed.engine === 'continuous') runs.push(newRun({ ...observed, at: { file, line } }))
          return
        case 'stage-submitted': {
          const runId = context['RUN_ID'] ?? /runId = ([\da-f-]{36})/.exec(thread)?.[1]
          stageOf(observed.stage).run ??= runId === undefined ? onlyRun() : byRunId(runId)
          return
        }
        case 'stage-ended':
          if (observed.runId !== undefined) stageOf(observed.stage).run ??= byRunId(observed.runId)
          return
        case 'task-launched': {
          const task = taskFor(observed.task, observed.partition)
          const { queryId } = observed
          if (queryId === undefined || task.id === undefined) return
          const ofQuery = live().filter(({ started }) => started?.queryId.startsWith(queryId) === true)
          if (ofQuery.length === 1) stageOf(task.id.stage).run ??= ofQuery[0]
          return
        }
        case 'task-started': {
          const task = taskFor(observed.task, observed.task.index)
          task.file = file
          runningIn(file, task.partition).push(task)
          return
        }
        case 'task-ended': {
          const task = byTid.get(observed.task.tid)
          const tasks = task === undefined ? [] : runningIn(file, task.partition)
          const at = task === undefined ? -1 : tasks.indexOf(task)
          if (at >= 0) tasks.splice(at, 1)
          return
        }
        default:
          return
      }
    },
  }
}

/** Lines of a task's writer, which name the partition but not the task. */
function isOfWriter(
  observed: Observation,
): observed is Extract<Observation, { readonly kind: 'committing' | 'committed' | 'aborting' | 'writer-aborted' }> {
  return (
    observed.kind === 'committing' ||
    observed.kind === 'committed' ||
    observed.kind === 'aborting' ||
    observed.kind === 'writer-aborted'
  )
}

/** `file:/data/c`, `file:///data/c` and `/data/c` are one path. */
const normal = (path: string) => path.replace(/^file:\/*/, '/').replace(/\/+$/, '')

/** Lines of a query, of its coordinator or of its checkpoint. */
function isOfRun({ kind }: Observation): boolean {
  switch (kind) {
    case 'release':
    case 'task-launched':
    case 'task-started':
    case 'task-ended':
    case 'committing':
    case 'committed':
    case 'aborting':
    case 'writer-aborted':
    case 'stage-submitted':
    case 'stage-ended':
      return false
    case 'run-started':
    case 'first-start':
    case 'resuming':
    case 'coordinator-made':
    case 'answered':
    case 'cancelled':
    case 'query-stopped':
    case 'writing-started':
    case 'offset-added':
    case 'query-committed':
    case 'error-ignored':
    case 'commit-received':
    case 'offsets-complete':
    case 'epoch-ready':
    case 'epoch-waits':
    case 'backlog-exceeded':
      return true
  }
}
