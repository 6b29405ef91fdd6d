import { runIdIn, samePath } from '../observations/marks.ts'
import type { Observation } from '../observations/observation.ts'
import type { LogRecord } from '../observations/record.ts'
import type { StageRuns } from './stage-runs.ts'
import type { Place, RunState } from './state.ts'
import type { Known } from './whose.ts'

/** The id of the run that has submitted a stage, one of these, if anything but the lines says it. */
export type RunIdOfStage = (stage: number, runIds: readonly string[]) => string | undefined

/** What learning changes. */
export interface Learning extends Known {
  readonly stageRuns: StageRuns
  readonly runIdOfStage: RunIdOfStage
  /** The last files that are missing before this line. */
  missing: string | undefined
}

type Of<Kind extends Observation['kind']> = Extract<Observation, { readonly kind: Kind }>

/** Takes in what an observation says of runs, stages and tasks. */
export function learnFrom(known: Learning, observed: Observation, record: LogRecord, file: string): void {
  const { runs, stages, running, applications } = known
  switch (observed.kind) {
    case 'release':
      beginApplication(known, file)
      return
    case 'executor-begun':
      running.seeBegin(file)
      return
    case 'context-stopped':
      runs.closeAll()
      return
    case 'run-started':
      startRun(known, observed, { file, line: record.line })
      return
    case 'answered':
    case 'current-epoch':
    case 'coordinator-made':
      applications.seeContinuous()
      return
    case 'error-ignored':
      if (observed.call !== 'unknown') applications.seeContinuous()
      return
    case 'checkpoint-made':
      runs.seeMade(samePath(observed.checkpoint), file)
      return
    case 'stage-submitted':
      submitStage(known, observed.stage, record, file)
      return
    case 'other-stage-submitted':
      for (const task of stages.leaveToOthers(observed.stage))
        if (task.begun !== undefined) running.end(task.begun.file, task.partition, task)
      return
    case 'tasks-submitted': {
      const stage = stages.stageOf(observed.stage)
      stage.isWriting = true
      stage.partitions = observed.tasks
      return
    }
    case 'stage-ended': {
      const stage = stages.stage(observed.stage)
      if (stage !== undefined && observed.runId !== undefined) known.stageRuns.tell(stage, runs.withId(observed.runId))
      return
    }
    case 'task-launched':
      launchTask(known, observed, { file, line: record.line })
      return
    case 'task-started':
      startTask(known, observed, { file, line: record.line })
      return
    case 'task-ended':
    case 'task-failed':
      endTask(known, observed, file)
      return
    default:
      return
  }
}

function beginApplication({ runs, stages, running, applications, stageRuns }: Learning, file: string): void {
  running.seeBegin(file)
  if (!applications.begin(file, runs.runs)) return
  runs.closeAll()
  stages.clear()
  stageRuns.clear()
  running.clear()
}

function startRun({ runs, microBatch, applications, missing }: Learning, observed: Of<'run-started'>, at: Place): void {
  if (observed.engine === 'micro-batch') {
    const checkpoint = samePath(observed.checkpoint)
    microBatch.add(observed.runId, checkpoint)
    runs.seeUsed(checkpoint, at.file)
    return
  }
  applications.seeContinuous()
  // The id of a run is that of one run only.
  if (runs.withId(observed.runId) !== undefined) applications.seeMixed()
  applications.seeRun()
  const run = runs.start(observed, at, applications.isOfEarlier)
  // Its own lines are all there. Another query may have begun among those that are missing.
  if (missing !== undefined) run.gap = { missing, until: 0, isSettled: false }
}

function submitStage(known: Learning, number: number, record: LogRecord, file: string): void {
  const { runs, stages, stageRuns, applications, runIdOfStage } = known
  const stage = stages.stageOf(number)
  stage.isWriting = true
  stage.submitted = { file, line: record.line }
  const open = runs.live()
  const ids = open.flatMap((run) => run.runId ?? [])
  const runId = runIdIn(record) ?? runIdOfStage(number, ids)
  const named = runId === undefined ? undefined : runs.withId(runId)
  const without = open.filter((run) => run.stages.length === 0)
  if (named !== undefined) stageRuns.tell(stage, named)
  else if (applications.isBegun()) stageRuns.narrow(stage, without.length > 0 ? [...without] : [...open])
  // Without the start of the application, a job may be that of a query of which no line has come yet.
  else if (without.every(isBegunInLog)) stageRuns.narrow(stage, [...without])
  else stage.candidates = [...without]
}

const isBegunInLog = ({ started, isFollowing }: RunState) => started !== undefined || isFollowing

function launchTask({ stages, stageRuns }: Learning, observed: Of<'task-launched'>, at: Place): void {
  if (stages.isOfOthers(observed.task.stage)) return
  const task = stages.taskOf(observed.task, observed.partition)
  task.launched ??= at
  const { queryId } = observed
  const { stage } = task
  if (queryId === undefined || stage === undefined || stage.run !== undefined) return
  const ofQuery = stage.candidates.filter(({ started }) => started?.queryId.startsWith(queryId) === true)
  if (ofQuery.length > 0) stageRuns.narrow(stage, ofQuery)
}

function startTask({ stages, running, applications }: Learning, { task: id }: Of<'task-started'>, at: Place): void {
  if (stages.isOfOthers(id.stage)) return
  const before = stages.task(id.tid)
  // Another application has a task of the same number: whose executors these are, nothing says.
  if (before?.begun?.file === at.file || (before === undefined && stages.hasBegun(id.tid, at.file)))
    applications.seeMixed()
  if (before?.begun !== undefined) {
    if (before.stage !== undefined) before.stage.isMixed = true
    stages.replaceTask(id.tid)
  }
  const task = stages.taskOf(id, id.index)
  task.file = at.file
  task.begun = at
  running.begin(at.file, task)
}

function endTask({ stages, running }: Learning, observed: Of<'task-ended' | 'task-failed'>, file: string): void {
  const task = stages.task(observed.task.tid)
  running.end(file, task?.partition ?? observed.task.index, task)
  if (task !== undefined && observed.kind === 'task-ended') stages.endTask(task, observed.isFinished)
}
