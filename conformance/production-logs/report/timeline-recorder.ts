import { hasOldOffsets } from '../runs/advance.ts'
import type { RunState, TaskState } from '../runs/state.ts'
import { createKeptEpochs, type KeptEpochs } from './kept-epochs.ts'
import { timeOfStamp } from './stamp-time.ts'
import type { Lane, Mark, Moment, QueryTimeline, TimelineRecorder } from './timeline.ts'

/** How many of the first and of the last epochs are kept of a run, and of a task. */
const [mostOfRun, mostOfTask] = [300, 200]

/** More tasks than these are counted only. */
const mostTasks = 400

/** More marks than these open too slowly: lanes of writers are thinned to their ends. */
const mostMarks = 12_000

/** Writers that were aborted, errors and violations that are kept of a run. */
const mostEvents = 500

type Open = { -readonly [Key in keyof Mark]: Mark[Key] }

interface OfRun {
  readonly started: KeptEpochs<Mark>
  readonly logged: KeptEpochs<Mark>
  readonly committed: KeptEpochs<Mark>
  readonly events: Mark[]
}

interface OfTask {
  readonly writes: KeptEpochs<Open>
  readonly aborts: Mark[]
  last: Open | undefined
}

/** A recorder whose memory is bounded by the number of runs and by `mostTasks`. */
export function createTimelineRecorder(): TimelineRecorder {
  const runs = new Map<RunState | undefined, OfRun>()
  const tasks = new Map<TaskState, OfTask>()
  const requirementsOf = new Map<Mark, readonly string[]>()
  let tasksLeftOut = 0
  let seen: Moment = { file: '', line: 0, time: undefined, inSeconds: false }
  let stamp = ''
  let stamped: ReturnType<typeof timeOfStamp>

  const ofRun = (run: RunState | undefined): OfRun => {
    const known = runs.get(run)
    if (known !== undefined) return known
    const made = {
      started: createKeptEpochs<Mark>(mostOfRun),
      logged: createKeptEpochs<Mark>(mostOfRun),
      committed: createKeptEpochs<Mark>(mostOfRun),
      events: [],
    }
    runs.set(run, made)
    return made
  }
  const ofTask = (task: TaskState): OfTask | undefined => {
    const known = tasks.get(task)
    if (known !== undefined) return known
    if (tasks.size >= mostTasks) {
      tasksLeftOut += 1
      return undefined
    }
    const made = { writes: createKeptEpochs<Open>(mostOfTask), aborts: [], last: undefined }
    tasks.set(task, made)
    return made
  }
  const mark = (kind: Mark['kind'], epoch?: number, text?: string): Open => ({
    kind,
    epoch,
    from: seen,
    to: undefined,
    text,
  })
  const note = (run: RunState | undefined, one: Mark) => {
    const { events, started, logged, committed } = ofRun(run)
    if (events.length < mostEvents) events.push(one)
    for (const kept of [started, logged, committed]) kept.keepHere()
    for (const { writes } of tasks.values()) writes.keepHere()
  }
  return {
    take(observed, line, { run, task }) {
      if (line.stamp !== stamp) {
        stamp = line.stamp
        stamped = timeOfStamp(stamp)
      }
      seen = { file: line.file, line: line.line, time: stamped?.time, inSeconds: stamped?.inSeconds ?? false }
      switch (observed.kind) {
        case 'run-started':
          if (observed.engine === 'continuous') ofRun(run).events.push(mark('run started'))
          return
        case 'query-stopped':
          if (observed.error === undefined) ofRun(run).events.push(mark('run ended'))
          else note(run, mark('run failed', undefined, observed.error))
          return
        case 'reconfigured':
          ofRun(run).events.push(mark('run ended', undefined, 'the query is reconfigured, and another run follows'))
          return
        case 'answered':
          ofRun(run).started.add(mark('epoch started', observed.value))
          return
        case 'offset-added':
          ofRun(run).logged.add(mark('offsets logged', observed.epoch))
          return
        case 'query-committed':
          ofRun(run).committed.add(
            mark(
              run !== undefined && hasOldOffsets(run, observed.epoch, line)
                ? 'epoch committed with old offsets'
                : 'epoch committed',
              observed.epoch,
            ),
          )
          return
        case 'error-ignored':
          // Errors after the first one come with each epoch.
          if (ofRun(run).events.filter(({ kind }) => kind === 'error ignored').length < 20) {
            note(run, mark('error ignored', undefined, observed.error))
          }
          return
        case 'committing': {
          const own = task === undefined ? undefined : ofTask(task)
          if (own === undefined) return
          own.last = mark('writer commits', observed.epoch)
          own.writes.add(own.last)
          return
        }
        case 'committed': {
          const last = task === undefined ? undefined : ofTask(task)?.last
          if (last?.epoch === observed.epoch && last.to === undefined) last.to = seen
          return
        }
        case 'writer-aborted':
          if (task !== undefined) ofTask(task)?.aborts.push(mark('writer aborted', task.committedEpoch + 1))
          return
        default:
          return
      }
    },
    violated({ requirements }, expected, at, run) {
      const { time, inSeconds } = seen
      const one: Mark = {
        kind: 'violation',
        epoch: undefined,
        from: { ...at, time, inSeconds },
        to: undefined,
        text: expected,
      }
      if (ofRun(run).events.length < mostEvents) requirementsOf.set(one, requirements)
      note(run, one)
    },
    drawn(violated) {
      const shown = (one: Mark): readonly Mark[] => {
        const ids = requirementsOf.get(one)
        if (ids === undefined) return [one]
        const own = ids.filter((id) => violated.has(id))
        return own.length === 0 ? [] : [{ ...one, text: `${own.join(', ')}: ${one.text ?? ''}` }]
      }
      const known = [...runs.keys()].filter((run) => run !== undefined)
      const only = known.length === 1 ? known[0] : undefined
      const queryOf = (run: RunState | undefined) => run?.started?.queryId ?? run?.checkpoint ?? run
      const groups = Map.groupBy(runs.keys(), queryOf)
      for (const task of tasks.keys()) {
        const run = task.stage?.run ?? only
        if (!groups.has(queryOf(run))) groups.set(queryOf(run), [run])
      }
      const most = Math.max(10, Math.floor(mostMarks / Math.max(1, tasks.size) / 2))
      return {
        queries: [...groups].map(([query, own]): QueryTimeline => {
          const started = own.find((run) => run?.started !== undefined)?.started
          const ofQuery = own.flatMap((run) => runs.get(run) ?? [])
          const writers = [...tasks].filter(([{ stage }]) => queryOf(stage?.run ?? only) === query)
          return {
            name: started?.name ?? '',
            queryId: started?.queryId,
            tasksLeftOut,
            lanes: [
              { name: 'query', marks: ofQuery.flatMap(({ events }) => events.flatMap(shown)), leftOut: 0 },
              laneOf(
                'epochs started',
                ofQuery.map(({ started: kept }) => kept),
              ),
              laneOf(
                'offsets logged',
                ofQuery.map(({ logged }) => logged),
              ),
              laneOf(
                'epochs committed',
                ofQuery.map(({ committed }) => committed),
              ),
              ...partitionLanes(writers, most),
            ],
          }
        }),
      }
    },
  }
}

const laneOf = (name: string, kept: readonly KeptEpochs<Mark>[]): Lane => ({
  name,
  marks: kept.flatMap((one) => one.kept()),
  leftOut: kept.reduce((sum, one) => sum + one.leftOut(), 0),
})

/** One lane per partition, with the writers of all attempts. */
function partitionLanes(writers: readonly (readonly [TaskState, OfTask])[], most: number): readonly Lane[] {
  const byPartition = Map.groupBy(writers, ([{ partition }]) => partition)
  return [...byPartition]
    .toSorted(([one], [other]) => one - other)
    .map(([partition, own]): Lane => {
      const lanes = own.map(([, { writes, aborts }]) => {
        const kept = writes.kept()
        const ends = kept.length > 2 * most ? [...kept.slice(0, most), ...kept.slice(-most)] : kept
        return { marks: [...ends, ...aborts], leftOut: writes.leftOut() + kept.length - ends.length }
      })
      return {
        name: `partition ${partition}`,
        marks: lanes.flatMap(({ marks }) => marks),
        leftOut: lanes.reduce((sum, { leftOut }) => sum + leftOut, 0),
      }
    })
}
