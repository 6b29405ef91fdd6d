import { runIdIn, samePath, taskIn } from '../observations/marks.ts'
import type { Observation, TaskId } from '../observations/observation.ts'
import type { LogRecord } from '../observations/record.ts'
import { beforeOf } from './before.ts'
import type { KnownByNumber } from './contradictions.ts'
import { newRun, newStage, newTask, type RunState, type Stage, type TaskState } from './state.ts'

/** How it was told whose line it is. */
export type Origin =
  /** The line says it: a path, an id, the name of its thread. */
  | 'marked'
  /** No other run or task is known from which it could be. */
  | 'only'
  /** Several could have written it. */
  | 'untold'
  /** It is of no continuous query: a micro-batch query has such lines, too. */
  | 'other'

/** The runs, stages and tasks of one file of a driver with those of its executors, and which of them a line is about. */
export interface Attribution {
  readonly runs: readonly RunState[]
  /** The run that a line is about; undefined if it is about none, or if that cannot be told. `origin` says which. */
  readonly runOf: (observed: Observation, record: LogRecord) => RunState | undefined
  /** The task that a line is about; undefined likewise. */
  readonly taskOf: (observed: Observation, record: LogRecord, file: string) => TaskState | undefined
  /** The run of a stage that a line names. */
  readonly runOfStage: (number: number) => RunState | undefined
  /** What is known of the task or the stage that a line names, before it is taken in. */
  readonly knownByNumber: (observed: Observation) => KnownByNumber
  /** The stages whose job the log has seen submitted. */
  readonly submittedStages: () => readonly Stage[]
  /** Whether the log shows the begin of its application: if not, queries of which it shows no start may run. */
  readonly isBegun: () => boolean
  /** How the last answer was found. */
  readonly origin: () => Origin
  /** A line is known to be of the run or task of an earlier line: the answer was found as it was then. */
  readonly asBefore: (origin: Origin) => void
  /** Takes in what an observation says of runs, stages and tasks. */
  readonly learn: (observed: Observation, record: LogRecord, file: string) => void
  /** A run has ended, and its query goes on with another one. */
  readonly startNext: (run: RunState) => RunState
  /** The runs that have not ended. */
  readonly live: () => readonly RunState[]
  /** The stages that may be of the run, as long as it has none. */
  readonly stagesThatMayBeOf: (run: RunState) => readonly Stage[]
  /** Whether the log shows a micro-batch query. */
  readonly hasMicroBatch: () => boolean
  /** Whether an application has written lines behind the first line of the next one: whose an unmarked line is, nothing says. */
  readonly isInterleaved: () => boolean
}

/** How many stages of other jobs are remembered: more than run at once. */
const mostOtherStages = 10_000

/** What the attribution finds out after the lines that it is about. */
export interface AttributionListener {
  /** The run of a stage can be told, and with it that of its tasks. */
  readonly onTold: (stage: Stage, run: RunState) => void
  /** Nothing of the run can follow. */
  readonly onClosed: (run: RunState) => void
  /** The id of the run that has submitted a stage, one of these, if anything but the lines says it. */
  readonly runIdOfStage: (stage: number, runIds: readonly string[]) => string | undefined
}

export function createAttribution({ onTold, onClosed, runIdOfStage }: AttributionListener): Attribution {
  const runs: RunState[] = []
  /** Checkpoints that the log sees come into being. */
  const made = new Set<string>()
  const microBatch = { runIds: new Set<string>(), checkpoints: new Set<string>() }
  let stages = new Map<number, Stage>()
  /** The latest stages of other jobs: their tasks have nothing to do with continuous queries. */
  let otherStages = new Set<number>()
  let byTid = new Map<number, TaskState>()
  /** By file and partition: a partition has two running tasks if two queries run. */
  let running = new Map<string, Map<number, TaskState[]>>()
  /** Files that show the begin of their executor, and so all tasks that it runs. */
  const begunFiles = new Set<string>()
  let origin: Origin = 'only'
  let isContinuousSeen = false
  let releases = 0
  /** Runs of applications before the present one. */
  const ofEarlier = new Set<RunState>()
  /** The present application, which is not the first one, has begun no run yet. */
  let isBeforeFirstRun = false
  let isInterleaved = false
  /** The file of the present application's first line. */
  let fileOfRelease: string | undefined

  const live = () => runs.filter(({ ended, isOver }) => ended === undefined && !isOver)
  const byRunId = (id: string) => runs.findLast(({ runId }) => runId === id)
  const onlyRun = (): RunState | undefined => {
    const open = live()
    if (open.length > 0) return open.length === 1 ? open[0] : undefined
    const late = runs.filter(({ isOver }) => !isOver)
    return late.length === 1 ? late[0] : undefined
  }
  /** A run whose start the log does not show. */
  const begunBefore = (checkpoint?: string): RunState => {
    const made = newRun(undefined, checkpoint === undefined ? {} : { checkpoint })
    runs.push(made)
    return made
  }
  const stageOf = (number: number): Stage => {
    const known = stages.get(number)
    if (known !== undefined) return known
    const made = newStage(number)
    stages.set(number, made)
    return made
  }
  const tell = (stage: Stage, run: RunState | undefined): void => {
    if (run === undefined || stage.run !== undefined || stage.isMixed) return
    stage.run = run
    run.stages.push(stage)
    onTold(stage, run)
    // A run has one stage: the others are of other runs.
    for (const other of stages.values()) {
      if (other.run === undefined && other.candidates.includes(run))
        narrow(
          other,
          other.candidates.filter((one) => one !== run),
        )
    }
  }
  const narrow = (stage: Stage, candidates: RunState[]): void => {
    stage.candidates = candidates
    if (candidates.length === 1) tell(stage, candidates[0])
  }
  /** The task of a scheduler's or an executor's line. A driver and an executor name the same task. */
  const taskFor = (id: TaskId, partition: number): TaskState => {
    const known = byTid.get(id.tid)
    if (known !== undefined) return known
    const stage = stageOf(id.stage)
    const made = newTask(id, partition, { stage })
    byTid.set(id.tid, made)
    stage.tasks.push(made)
    return made
  }
  const runningIn = (file: string, partition: number): TaskState[] => {
    let partitions = running.get(file)
    if (partitions === undefined) {
      partitions = new Map()
      running.set(file, partitions)
    }
    let tasks = partitions.get(partition)
    if (tasks === undefined) {
      tasks = []
      partitions.set(partition, tasks)
    }
    return tasks
  }
  const close = (run: RunState): void => {
    if (run.isOver) return
    onClosed(run)
    run.isOver = true
  }
  const startRun = (observed: Extract<Observation, { readonly kind: 'run-started' }>, file: string, line: number) => {
    const checkpoint = samePath(observed.checkpoint)
    for (const run of runs) {
      if (run.checkpoint === checkpoint || run.started?.queryId === observed.queryId) close(run)
    }
    // The id of a run is that of one run only.
    if (byRunId(observed.runId) !== undefined) isInterleaved = true
    const last = runs.findLast((run) => run.checkpoint === checkpoint)
    const started = { ...observed, at: { file, line } }
    isBeforeFirstRun = false
    if (last !== undefined) {
      const isOfOther = ofEarlier.has(last)
      const before = beforeOf(last, isOfOther)
      runs.push(newRun(started, { checkpoint, before, isWhole: last.isWhole && !isOfOther }))
      return
    }
    const run = newRun(started, { checkpoint, isWhole: made.has(checkpoint) })
    if (run.isWhole) run.startEpoch = 0
    runs.push(run)
  }
  const onRelease = () => {
    releases += 1
    if (releases === 1) return
    // Another application: it counts its stages and tasks anew.
    for (const run of runs) {
      close(run)
      ofEarlier.add(run)
    }
    isBeforeFirstRun = isContinuousSeen
    stages = new Map()
    otherStages = new Set()
    byTid = new Map()
    running = new Map()
  }
  const told = (run: RunState | undefined, how: Origin): RunState | undefined => {
    origin = how
    if (how === 'marked' && run !== undefined && ofEarlier.has(run)) isInterleaved = true
    return run
  }
  const byPath = (path: string): RunState | undefined => {
    const named = runs.findLast(({ checkpoint }) => checkpoint === path)
    if (named !== undefined) return told(named, 'marked')
    if (microBatch.checkpoints.has(path) || !isContinuousSeen) return told(undefined, 'other')
    const without = runs.filter(({ started, checkpoint, isOver }) => !started && checkpoint === undefined && !isOver)
    const run = without.length === 1 ? without[0] : begunBefore(path)
    if (run !== undefined) run.checkpoint = path
    return told(run, 'marked')
  }
  const byNamedRun = (id: string, observed: Observation): RunState | undefined => {
    const named = byRunId(id)
    if (named !== undefined || microBatch.runIds.has(id)) return told(named, named === undefined ? 'other' : 'marked')
    const begun = runs.filter(({ runId, isOver }) => runId === undefined && !isOver)
    if (begun.length === 0 && isOfContinuous(observed)) begun.push(begunBefore())
    if (begun[0] === undefined || begun.length > 1) return told(undefined, begun.length > 1 ? 'untold' : 'other')
    begun[0].runId = id
    return told(begun[0], 'marked')
  }
  return {
    runs,
    live,
    origin: () => origin,
    isBegun: () => releases > 0,
    asBefore(before) {
      origin = before
    },
    startNext(run) {
      close(run)
      const { checkpoint } = run
      const next = newRun(run.started, {
        isFollowing: true,
        isWhole: run.isWhole,
        before: beforeOf(run, false),
        ...(checkpoint === undefined ? {} : { checkpoint }),
      })
      next.runId = run.runId
      runs.push(next)
      return next
    },
    knownByNumber(observed) {
      const number = 'task' in observed ? observed.task.stage : 'stage' in observed ? observed.stage : undefined
      return {
        task: 'task' in observed ? byTid.get(observed.task.tid) : undefined,
        stage: number === undefined ? undefined : stages.get(number),
        // The log may begin behind the start of a query.
        queryIds: runs.every(({ started }) => started !== undefined)
          ? runs.flatMap(({ started }) => started?.queryId ?? [])
          : [],
      }
    },
    submittedStages: () => [...stages.values()].filter(({ submitted }) => submitted !== undefined),
    hasMicroBatch: () => microBatch.runIds.size > 0,
    isInterleaved: () => isInterleaved,
    runOfStage(number) {
      const run = stages.get(number)?.run
      origin = run !== undefined ? 'marked' : live().length > 1 ? 'untold' : 'other'
      return run
    },
    stagesThatMayBeOf: (run) =>
      run.stages.length > 0
        ? []
        : [...stages.values()].filter(({ run: its, candidates }) => its === undefined && candidates.includes(run)),
    runOf(observed, record) {
      if (isBeforeFirstRun && isOfContinuousAlone(observed)) isInterleaved = true
      if (!isOfRun(observed)) return told(undefined, 'other')
      if (observed.kind === 'cancelled') {
        const begun = runs.filter(({ runId, isOver }) => runId === undefined && !isOver)
        const only = begun.length === 1 && microBatch.runIds.size === 0 ? begun[0] : undefined
        const named = byRunId(observed.runId) ?? only
        return told(named, named === undefined ? 'other' : 'marked')
      }
      if ('runId' in observed && observed.runId !== undefined) return byNamedRun(observed.runId, observed)
      const runId = runIdIn(record)
      if (runId !== undefined) return byNamedRun(runId, observed)
      if ('checkpoint' in observed) return byPath(samePath(observed.checkpoint))
      if (observed.kind === 'reconfigured') {
        const ofQuery = runs.findLast(({ started }) => started?.queryId === observed.queryId)
        if (ofQuery !== undefined) return told(ofQuery, 'marked')
      }
      if (runs.length === 0 && !isSharedWithMicroBatch(observed)) return told(begunBefore(), 'only')
      if (mayBeMicroBatch(observed) && microBatch.runIds.size > 0) return told(undefined, 'untold')
      const run = onlyRun()
      return told(run, run !== undefined ? 'only' : live().length > 1 ? 'untold' : 'other')
    },
    taskOf(observed, record, file) {
      if ('task' in observed) {
        origin = 'marked'
        return byTid.get(observed.task.tid)
      }
      if (observed.kind === 'abort-threw') return onlyAborting(running.get(file))
      if (!isOfWriter(observed)) return undefined
      isContinuousSeen = true
      if (isBeforeFirstRun && file === fileOfRelease) isInterleaved = true
      // Most layouts have neither threads nor a context.
      const mark = record.thread === undefined && record.context['task_name'] === undefined ? undefined : taskIn(record)
      if (mark !== undefined) {
        origin = 'marked'
        const known = mark.id === undefined ? byTid.get(mark.tid) : taskFor(mark.id, observed.partition)
        if (known !== undefined) {
          known.file = file
          return known
        }
        const made = newTask(undefined, observed.partition, { file })
        byTid.set(mark.tid, made)
        return made
      }
      const tasks = runningIn(file, observed.partition)
      origin = tasks.length > 1 ? 'untold' : 'only'
      if (tasks.length > 1) {
        for (const one of tasks) one.hasUntoldLines = true
        return undefined
      }
      let task = tasks[0]
      if (task === undefined) {
        task = newTask(undefined, observed.partition, { file })
        tasks.push(task)
      }
      if (!begunFiles.has(file)) task.hasUntoldLines = true
      return task
    },
    learn(observed, record, file) {
      switch (observed.kind) {
        case 'release':
          begunFiles.add(file)
          onRelease()
          fileOfRelease = file
          return
        case 'executor-begun':
          begunFiles.add(file)
          return
        case 'context-stopped':
          for (const run of runs) close(run)
          return
        case 'run-started':
          if (observed.engine === 'continuous') {
            isContinuousSeen = true
            startRun(observed, file, record.line)
          } else {
            microBatch.runIds.add(observed.runId)
            microBatch.checkpoints.add(samePath(observed.checkpoint))
          }
          return
        case 'answered':
        case 'current-epoch':
        case 'coordinator-made':
          isContinuousSeen = true
          return
        case 'stage-submitted': {
          const stage = stageOf(observed.stage)
          stage.submitted = { file, line: record.line }
          const open = live()
          const runId =
            runIdIn(record) ??
            runIdOfStage(
              observed.stage,
              open.flatMap((run) => run.runId ?? []),
            )
          const named = runId === undefined ? undefined : byRunId(runId)
          const without = open.filter((run) => run.stages.length === 0)
          if (named !== undefined) tell(stage, named)
          // Without the start of the application, a job may be that of a query whose start is not there.
          else narrow(stage, without.length > 0 ? without : releases > 0 ? open : [])
          return
        }
        case 'other-stage-submitted':
          if (stages.has(observed.stage)) return
          otherStages.add(observed.stage)
          if (otherStages.size > mostOtherStages) otherStages.delete(observed.stage - mostOtherStages)
          return
        case 'tasks-submitted':
          stageOf(observed.stage).partitions = observed.tasks
          return
        case 'checkpoint-made':
          made.add(samePath(observed.checkpoint))
          return
        case 'stage-ended': {
          const stage = stages.get(observed.stage)
          if (stage !== undefined && observed.runId !== undefined) tell(stage, byRunId(observed.runId))
          return
        }
        case 'task-launched': {
          if (otherStages.has(observed.task.stage)) return
          const task = taskFor(observed.task, observed.partition)
          task.launched ??= { file, line: record.line }
          const { queryId } = observed
          const { stage } = task
          if (queryId === undefined || stage === undefined || stage.run !== undefined) return
          const ofQuery = stage.candidates.filter(({ started }) => started?.queryId.startsWith(queryId) === true)
          if (ofQuery.length > 0) narrow(stage, ofQuery)
          return
        }
        case 'task-started': {
          if (otherStages.has(observed.task.stage)) return
          const known = byTid.get(observed.task.tid)
          if (known?.begun !== undefined) {
            // Another application has a task of the same number: whose executors these are, nothing says.
            if (known.begun.file === file) isInterleaved = true
            if (known.stage !== undefined) known.stage.isMixed = true
            byTid.delete(observed.task.tid)
          }
          const task = taskFor(observed.task, observed.task.index)
          task.file = file
          task.begun = { file, line: record.line }
          runningIn(file, task.partition).push(task)
          return
        }
        case 'task-ended':
        case 'task-failed': {
          const task = byTid.get(observed.task.tid)
          const tasks = runningIn(file, task?.partition ?? observed.task.index)
          // Of a task that the log does not see begin, the lines before have not said which it is.
          const at = tasks.findIndex((one) => one === task || (task === undefined && one.id === undefined))
          if (at >= 0) tasks.splice(at, 1)
          return
        }
        default:
          return
      }
    },
  }
}

/** The task of the file whose writer is being aborted, if there is only one. */
function onlyAborting(partitions: ReadonlyMap<number, readonly TaskState[]> | undefined): TaskState | undefined {
  const aborting = [...(partitions?.values() ?? [])]
    .flat()
    .filter((task) => task.aborting !== undefined && task.aborted === undefined)
  return aborting.length === 1 ? aborting[0] : undefined
}

/** Lines of a task's writer, which name the partition but not the task. */
export function isOfWriter(
  observed: Observation,
): observed is Extract<Observation, { readonly kind: 'committing' | 'committed' | 'aborting' | 'writer-aborted' }> {
  return (
    observed.kind === 'committing' ||
    observed.kind === 'committed' ||
    observed.kind === 'aborting' ||
    observed.kind === 'writer-aborted'
  )
}

/** Lines that only a continuous query has, and only while it runs. */
function isOfContinuousAlone({ kind }: Observation): boolean {
  return (
    kind === 'answered' ||
    kind === 'current-epoch' ||
    kind === 'commit-received' ||
    kind === 'offsets-complete' ||
    kind === 'epoch-ready' ||
    kind === 'epoch-waits'
  )
}

/** Lines that only a continuous query has, and that name its run. */
const isOfContinuous = ({ kind }: Observation) =>
  kind === 'query-stopped' || kind === 'backlog-exceeded' || kind === 'error-ignored'

/** Lines that a micro-batch query or another endpoint has, too: they show no continuous query by themselves. */
function isSharedWithMicroBatch(observed: Observation): boolean {
  const { kind } = observed
  return (
    kind === 'resuming' ||
    kind === 'cancelled' ||
    (kind === 'error-ignored' && observed.call === 'unknown') ||
    kind === 'falling-behind'
  )
}

/** Lines of which nothing says whether a continuous query wrote them, if a micro-batch query runs, too. */
const mayBeMicroBatch = ({ kind }: Observation) => kind === 'resuming' || kind === 'falling-behind'

/** Lines of a query, of its coordinator or of its checkpoint. */
function isOfRun({ kind }: Observation): boolean {
  switch (kind) {
    case 'release':
    case 'context-stopped':
    case 'executor-begun':
    case 'task-launched':
    case 'task-started':
    case 'task-killed':
    case 'task-ended':
    case 'task-failed':
    case 'task-lost':
    case 'committing':
    case 'committed':
    case 'aborting':
    case 'writer-aborted':
    case 'abort-threw':
    case 'stage-submitted':
    case 'other-stage-submitted':
    case 'tasks-submitted':
    case 'stage-cancelled':
    case 'stage-ended':
    case 'checkpoint-made':
    case 'job-started':
    case 'job-ended':
    case 'task-begun':
    case 'task-over':
    case 'query-over':
    case 'task-told':
    case 'run-closed':
      return false
    case 'run-started':
    case 'first-start':
    case 'resuming':
    case 'reconfigured':
    case 'coordinator-made':
    case 'answered':
    case 'cancelled':
    case 'query-stopped':
    case 'writing-started':
    case 'entry-begun':
    case 'offset-added':
    case 'query-committed':
    case 'error-ignored':
    case 'current-epoch':
    case 'commit-received':
    case 'offsets-complete':
    case 'epoch-ready':
    case 'epoch-waits':
    case 'backlog-exceeded':
    case 'falling-behind':
    case 'coordinator-missing':
      return true
  }
}
