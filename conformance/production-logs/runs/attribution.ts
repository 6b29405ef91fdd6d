import type { Observation } from '../observations/observation.ts'
import type { LogRecord } from '../observations/record.ts'
import { passGap } from './advance.ts'
import type { KnownByNumber } from './contradictions.ts'
import { type Learning, learnFrom, type RunIdOfStage } from './learn.ts'
import { createMicroBatchQueries } from './micro-batch-queries.ts'
import { fileOfProcess } from './processes.ts'
import { runOfLine, runOfStage } from './run-of-line.ts'
import { createRunTable } from './run-table.ts'
import { createRunningTasks } from './running-tasks.ts'
import { createStageRuns } from './stage-runs.ts'
import { createStageTable } from './stage-table.ts'
import type { RunState, Stage, TaskState } from './state.ts'
import { createSuccessiveApplications } from './successive-applications.ts'
import { taskOfLine } from './task-of-line.ts'
import type { Known, Origin } from './whose.ts'

/** The runs, stages and tasks of one file of a driver with those of its executors, and which of them a line is about. */
export interface Attribution {
  readonly runs: readonly RunState[]
  /** The run that a line is about; undefined if it is about none, or if that cannot be told. `origin` says which. */
  readonly runOf: (observed: Observation, record: LogRecord, file: string) => RunState | undefined
  /** The task that a line is about; undefined likewise. */
  readonly taskOf: (observed: Observation, record: LogRecord, file: string) => TaskState | undefined
  /** The run of a stage that a line names. */
  readonly runOfStage: (number: number) => RunState | undefined
  /** What is known of the task or the stage that a line names, before it is taken in. */
  readonly knownByNumber: (observed: Observation) => KnownByNumber
  /** The stages whose job the log has seen submitted. */
  readonly submittedStages: () => readonly Stage[]
  /** All stages that are known. */
  readonly stages: () => readonly Stage[]
  /** Whether the log shows the begin of its application: if not, queries of which it shows no start may run. */
  readonly isBegun: () => boolean
  /** How the last answer was found. */
  readonly origin: () => Origin
  /** A line is known to be of the run or task of an earlier line: the answer was found as it was then. */
  readonly asBefore: (origin: Origin) => void
  /** Whether the file has the lines by which the tasks in it begin, as far as the level of their logger lets them through. */
  readonly showsTasks: (file: string) => boolean
  /** Whether the file has the begin of its process: lines before may be missing otherwise, and no hole is needed for that. */
  readonly hasBegin: (file: string) => boolean
  /** Takes in what an observation says of runs, stages and tasks. */
  readonly learn: (observed: Observation, record: LogRecord, file: string) => void
  /** Lines of the file are missing from here on. */
  readonly passGap: (file: string, missing: string) => void
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

/** What the attribution finds out after the lines that it is about. */
export interface AttributionListener {
  /** The run of a stage can be told, and with it that of its tasks. */
  readonly onTold: (stage: Stage, run: RunState) => void
  /** Nothing of the run can follow. */
  readonly onClosed: (run: RunState) => void
  readonly runIdOfStage: RunIdOfStage
}

export function createAttribution({ onTold, onClosed, runIdOfStage }: AttributionListener): Attribution {
  const running = createRunningTasks()
  const known: Learning = {
    runs: createRunTable(onClosed),
    stages: createStageTable(running.lose),
    running,
    microBatch: createMicroBatchQueries(),
    applications: createSuccessiveApplications(),
    stageRuns: createStageRuns(onTold),
    runIdOfStage,
    missing: undefined,
    origin: 'only',
  }
  const { runs, stages, stageRuns, microBatch, applications } = known
  return {
    runs: runs.runs,
    live: runs.live,
    origin: () => known.origin,
    isBegun: applications.isBegun,
    asBefore(before) {
      known.origin = before
    },
    startNext: runs.startNext,
    passGap(file, missing) {
      known.missing = missing
      running.passGap(file)
      for (const run of runs.runs) passGap(run, missing)
      for (const { tasks } of stages.stages())
        for (const task of tasks)
          if (!task.isClosed && fileOfProcess(task.file ?? '') === fileOfProcess(file)) task.epochs.seeGap()
    },
    knownByNumber: (observed) => knownByNumber(known, observed),
    stages: () => [...stages.stages()],
    submittedStages: () => [...stages.stages()].filter(({ submitted }) => submitted !== undefined),
    hasMicroBatch: microBatch.isAny,
    isInterleaved: applications.isMixed,
    showsTasks: running.showsAll,
    hasBegin: (file) => running.isWhole(file, () => true),
    runOfStage: (number) => runOfStage(known, number),
    stagesThatMayBeOf: stageRuns.thatMayBeOf,
    runOf: (observed, record, file) => runOfLine(known, observed, record, file),
    taskOf: (observed, record, file) => taskOfLine(known, observed, record, file),
    learn: (observed, record, file) => learnFrom(known, observed, record, file),
  }
}

function knownByNumber({ runs: { runs }, stages }: Known, observed: Observation): KnownByNumber {
  const number = 'task' in observed ? observed.task.stage : 'stage' in observed ? observed.stage : undefined
  return {
    task: 'task' in observed ? stages.task(observed.task.tid) : undefined,
    stage: number === undefined ? undefined : stages.stage(number),
    // The log may begin behind the start of a query.
    queryIds: runs.every(({ started }) => started !== undefined)
      ? runs.flatMap(({ started }) => started?.queryId ?? [])
      : [],
  }
}
