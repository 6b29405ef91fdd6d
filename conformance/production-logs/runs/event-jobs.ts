import type { EventObservation } from '../observations/event-log.ts'
import type { Observation } from '../observations/observation.ts'
import type { Place, RunState } from './state.ts'

/** A job that writes, as the event log shows it. */
export interface JobState {
  readonly started: Extract<Observation, { readonly kind: 'job-started' }>
  readonly at: Place
  /** The last job before that has the same run. */
  readonly before: JobState | undefined
  /** An earlier job of another run that has the same id of a coordinator. */
  readonly sameId: JobState | undefined
  /** The first launch of each task that is no retry, by its index. */
  readonly launched: Map<number, Place>
  /** The last of them. */
  lastLaunched: Place | undefined
  /** A retry of one of its tasks. */
  retried: Place | undefined
  /** The last line about the job or its tasks. */
  lastSeen: Place
  ended: { readonly isFinished: boolean; readonly at: Place } | undefined
  /** The run in the logs that has submitted the job. */
  run: RunState | undefined
}

/** What an event log says, with the job that it is about. */
export interface LoggedOfJob {
  readonly observed: EventObservation
  readonly at: Place
  readonly job: JobState
}

/** The jobs of continuous queries in the event logs of one application. Memory is bounded by these jobs and their tasks. */
export interface EventJobs {
  readonly take: (observed: EventObservation, at: Place) => void
  /** The id of the run that has submitted a stage, if one of these runs has; undefined if the event logs do not say it. */
  readonly runIdOf: (stage: number, runIds: readonly string[]) => string | undefined
  /** A line of a log shows that the stage is one of the run. */
  readonly link: (stage: number, run: RunState) => void
  /** What was taken, in its order. Jobs that no line of a stage has linked are those of the only run that has their run's id. */
  readonly settled: (runs: readonly RunState[]) => readonly LoggedOfJob[]
  readonly hasJobs: () => boolean
}

export function createEventJobs(): EventJobs {
  const jobs: JobState[] = []
  const taken: LoggedOfJob[] = []
  // A second attempt of an application has an event log of its own, and counts jobs and stages anew.
  const byFile = new Map<string, { readonly byStage: Map<number, JobState>; readonly byJob: Map<number, JobState> }>()
  const fileOf = (file: string) => {
    const known = byFile.get(file) ?? { byStage: new Map<number, JobState>(), byJob: new Map<number, JobState>() }
    byFile.set(file, known)
    return known
  }
  const ofStage = (stage: number) => jobs.filter(({ started }) => started.stages.includes(stage))

  const start = (observed: JobState['started'], at: Place): JobState => {
    const { runId, coordinatorId } = observed
    const job: JobState = {
      started: observed,
      at,
      before: jobs.findLast(({ started }) => runId !== undefined && started.runId === runId),
      sameId: jobs.find(
        ({ started }) =>
          coordinatorId !== undefined && started.coordinatorId === coordinatorId && started.runId !== runId,
      ),
      launched: new Map(),
      lastLaunched: undefined,
      retried: undefined,
      lastSeen: at,
      ended: undefined,
      run: undefined,
    }
    jobs.push(job)
    const file = fileOf(at.file)
    file.byJob.set(observed.job, job)
    for (const stage of observed.stages) file.byStage.set(stage, job)
    return job
  }
  const jobOf = (observed: EventObservation, at: Place): JobState | undefined => {
    switch (observed.kind) {
      case 'job-started':
        return start(observed, at)
      case 'job-ended':
        return fileOf(at.file).byJob.get(observed.job)
      case 'task-begun':
      case 'task-over':
        return fileOf(at.file).byStage.get(observed.task.stage)
      case 'query-over':
        return jobs.findLast(({ started }) => started.runId === observed.runId)
    }
  }
  return {
    hasJobs: () => jobs.length > 0,
    take(observed, at) {
      const job = jobOf(observed, at)
      if (job === undefined) return
      taken.push({ observed, at, job })
      if (observed.kind !== 'query-over') job.lastSeen = at
      if (observed.kind === 'job-ended') job.ended = { isFinished: observed.isFinished, at }
      if (observed.kind !== 'task-begun') return
      const { attempt, index } = observed.task
      if (attempt > 0) job.retried ??= at
      else if (!job.launched.has(index)) {
        job.launched.set(index, at)
        job.lastLaunched = at
      }
    },
    runIdOf(stage, runIds) {
      const own = ofStage(stage).flatMap(({ started: { runId }, run }) =>
        runId !== undefined && run === undefined && runIds.includes(runId) ? [runId] : [],
      )
      return own.length === 1 ? own[0] : undefined
    },
    link(stage, run) {
      const job = ofStage(stage).find((one) => one.run === undefined && one.started.runId === run.runId)
      if (job !== undefined) job.run = run
    },
    settled(runs) {
      for (const job of jobs) {
        const { runId } = job.started
        if (job.run !== undefined || runId === undefined) continue
        const own = runs.filter((run) => run.runId === runId)
        const isOnly = jobs.filter(({ started }) => started.runId === runId).length === 1
        if (own.length === 1 && isOnly) job.run = own[0]
      }
      return taken
    },
  }
}
