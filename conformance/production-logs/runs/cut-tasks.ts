import type { Observation, TaskId } from '../observations/observation.ts'
import type { Place } from './state.ts'

/** A task of which Spark's scheduler or its executor has written lines that are not there. */
export interface CutTask {
  readonly id: TaskId
  readonly lines: number
  /** The first line behind the place that shows it. */
  readonly at: Place
}

/** Which lines of jobs and tasks the log would show. */
export interface ShownTasks {
  readonly launches: boolean
  readonly starts: boolean
  /** That the job is cancelled, and that its stage is. */
  readonly cancels: boolean
}

/**
 * Finds what a hole has cut of jobs and tasks: tasks that end and never began, that are tried again and never ended, that were killed and
 * nothing has killed them. Spark's scheduler and executors write these lines, whatever a query does.
 */
export interface CutTasks {
  readonly take: (observed: Observation, at: Place) => void
  /** The tasks that are cut behind so many lines. */
  readonly behind: (line: number, shown: ShownTasks) => readonly CutTask[]
  /** The end of a job behind so many lines that says it was cancelled, if neither of the two lines is there that cancel it. */
  readonly cancelBehind: (line: number, shown: ShownTasks) => Place | undefined
}

/** A task that is not known to be whole. */
interface Seen {
  readonly id: TaskId
  readonly first: Place
  last: Place
  isLaunched: boolean
  isOfExecutor: boolean
  isStarted: boolean
  isKilled: boolean
  isEnded: boolean
  /** Its executor says that it was killed. */
  killedAt: Place | undefined
}

/** Takes the lines of one file. */
export function createCutTasks(): CutTasks {
  const tasks = new Map<number, Seen>()
  /** Stages and runs that a line says to be cancelled, before their job ends. */
  const cancelledStages = new Set<number>()
  const cancelledRuns = new Set<string>()
  const cancelledJobs: { readonly stage: number; readonly runId: string; readonly at: Place }[] = []
  /** The file has lines of the scheduler. */
  let isOfScheduler = false
  return {
    take(observed, at) {
      switch (observed.kind) {
        case 'stage-cancelled':
          cancelledStages.add(observed.stage)
          return
        case 'cancelled':
          cancelledRuns.add(observed.runId)
          return
        case 'stage-ended': {
          const { stage, runId } = observed
          if (runId !== undefined && !observed.isShutDown) cancelledJobs.push({ stage, runId, at })
          return
        }
        case 'tasks-submitted':
          isOfScheduler = true
          return
        case 'task-launched':
        case 'task-lost':
          isOfScheduler = true
          break
        case 'task-started':
        case 'task-killed':
        case 'task-ended':
        case 'task-failed':
          break
        default:
          return
      }
      const { kind, task: id } = observed
      const task = tasks.get(id.tid) ?? newSeen(id, at)
      tasks.set(id.tid, task)
      task.last = at
      task.isLaunched ||= kind === 'task-launched'
      task.isOfExecutor ||= kind !== 'task-launched' && kind !== 'task-lost'
      task.isStarted ||= kind === 'task-started'
      task.isKilled ||= kind === 'task-killed'
      task.isEnded ||= kind === 'task-ended' || kind === 'task-failed'
      if (kind === 'task-ended' && !observed.isFinished) task.killedAt ??= at
      // Nothing of it is missing, and no other attempt follows.
      if (kind === 'task-ended' && observed.isFinished && task.isStarted) tasks.delete(id.tid)
    },
    behind(line, { launches, starts }) {
      const all = [...tasks.values()]
      const attempts = Map.groupBy(all, attemptsOf)
      return all.flatMap((task): readonly CutTask[] => {
        const { id, first, last, killedAt } = task
        const kill = killedAt !== undefined && killedAt.line > line && !task.isKilled ? killedAt : undefined
        if (first.line > line) {
          const start = starts && task.isOfExecutor && !task.isStarted
          const launch = launches && isOfScheduler && !task.isLaunched
          const lines = Number(start) + Number(launch) + Number(kill !== undefined)
          return lines === 0 ? [] : [{ id, lines, at: first }]
        }
        if (kill !== undefined) return [{ id, lines: 1, at: kill }]
        if (last.line > line || !task.isStarted || task.isEnded) return []
        const again = attempts
          .get(attemptsOf(task))
          ?.find((one) => one.id.attempt > id.attempt && one.first.line > line)
        return again === undefined ? [] : [{ id, lines: 1, at: again.first }]
      })
    },
    cancelBehind(line, { cancels }) {
      const cut = cancelledJobs.find(
        ({ stage, runId, at }) => at.line > line && !cancelledStages.has(stage) && !cancelledRuns.has(runId),
      )
      return cancels ? cut?.at : undefined
    },
  }
}

const attemptsOf = ({ id }: Seen) => `${id.index} ${id.stage}`

const newSeen = (id: TaskId, at: Place): Seen => ({
  id,
  first: at,
  last: at,
  isLaunched: false,
  isOfExecutor: false,
  isStarted: false,
  isKilled: false,
  isEnded: false,
  killedAt: undefined,
})
