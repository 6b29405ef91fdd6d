import type { Observation } from '../observations/observation.ts'
import type { LogRecord } from '../observations/record.ts'
import { createCutTasks, type ShownTasks } from './cut-tasks.ts'
import { areTogether, isOneFarAhead, jumpsBehind, linesLostBy, lostBy, participantsIn } from './jumps.ts'
import { fileOfProcess } from './processes.ts'
import type { Place, RunState, TaskState } from './state.ts'
import { createTrails, type Trail } from './trails.ts'

/** A place in a file where lines may be missing: behind its first `before` lines. */
export interface Hole {
  readonly file: string
  readonly before: number
}

/** What shows that lines are missing there. */
export interface SeenHole {
  /** The last line before it that shows it, and the first one behind it. */
  readonly after: Place
  readonly at: Place
  /** How many have lost lines: the query, its coordinator, writers of partitions, tasks. */
  readonly actors: number
  /**
   * `epochs`: they go on later than they stopped. `tasks`: tasks end that never began, or begin again and never ended. `cancellation`: a job
   * was cancelled, and none of the lines is there that cancel it. `trace`: a stack trace has no head.
   */
  readonly shownBy: 'epochs' | 'tasks' | 'cancellation' | 'trace'
}

/** Watches what shows that lines are missing around one place. One line that is missing, doubled, moved or altered shows less than that. */
export interface HoleWitness {
  readonly take: (
    observed: Observation,
    of: { readonly run: RunState | undefined; readonly task: TaskState | undefined },
    at: Place,
  ) => void
  /** The record that shows it, too, for the lines behind its head. */
  readonly seeRecord: (observed: Observation, record: LogRecord, file: string) => void
  /** Undefined: nothing shows it. `shown`: which lines of tasks the log would show. */
  readonly seen: (shown: ShownTasks) => SeenHole | undefined
}

/** As many lines have to be missing, of two participants at least. */
const fewestLines = 4

/** Or as many tasks have lost lines: one line that is altered is that of two at most. */
const fewestTasks = 3

/** A hole begins so many lines before the place at most, which is that of the first line that contradicts another one. */
const mostLinesBefore = 1000

export function createHoleWitness({ file, before }: Hole): HoleWitness {
  const trails = createTrails({ before })
  const cutTasks = createCutTasks()
  /** Tasks that write and were not begun, as far as the log shows, with their first lines. */
  const unbegun = new Map<TaskState, Place>()
  let headless: Place | undefined
  const isNear = (line: number) => line <= before && line > before - mostLinesBefore
  const seenBehind = (line: number, shown: ShownTasks): SeenHole | undefined => {
    const cut = cutTasks.behind(line, shown)
    const partitions = new Set(cut.map(({ id }) => id.index))
    // A task that was begun, and that wrote nothing before, says nothing of what is missing.
    const late = [...unbegun].filter(
      ([{ begun, partition }, at]) =>
        shown.starts && begun === undefined && at.line > line && !partitions.has(partition),
    )
    const tasks = cut.length + late.length
    const areTasksCut = tasks > 1
    const jumps = jumpsBehind(trails.all(), line).filter(({ isFromStart }) => areTasksCut || !isFromStart)
    const behind = jumps.filter((one) => lostBy(one) > 0)
    const ofTasks = areTasksCut ? cut.reduce((sum, { lines }) => sum + lines, late.length) : 0
    const actors = participantsIn(behind) + (areTasksCut ? tasks : 0)
    const cancel = cutTasks.cancelBehind(line, shown)
    const shownBy = ((): SeenHole['shownBy'] | undefined => {
      if (isOneFarAhead(jumps)) return 'epochs'
      if (!areTogether(jumps)) return undefined
      if (actors > 1 && linesLostBy(behind) + ofTasks >= fewestLines) return behind.length > 0 ? 'epochs' : 'tasks'
      return tasks >= fewestTasks ? 'tasks' : cancel === undefined ? undefined : 'cancellation'
    })()
    if (shownBy === undefined) return undefined
    const ends = [...behind.map(({ nextAt }) => nextAt), ...cut.map(({ at }) => at), ...late.map(([, at]) => at)]
    const at = (ends.length === 0 && cancel !== undefined ? [cancel] : ends).toSorted(byLine)[0]
    if (at === undefined) return undefined
    const after = behind
      .map(({ lastAt }) => lastAt)
      .toSorted(byLine)
      .at(-1) ?? { file: at.file, line }
    return after.line >= at.line ? undefined : { after, at, actors: Math.max(actors, 1), shownBy }
  }
  return {
    take(observed, of, at) {
      if (fileOfProcess(at.file) !== file) return
      trails.take(observed, of, at)
      cutTasks.take(observed, at)
      const { task } = of
      if (observed.kind === 'committing' && task !== undefined && task.firstEpoch < 0 && task.begun === undefined)
        unbegun.set(task, at)
    },
    seeRecord({ kind }, { line, behind: [first = ''] }, own) {
      if (own === file && headless === undefined && isNear(line) && ofOneLine.has(kind) && isInTrace.test(first))
        headless = { file, line }
    },
    seen(shown) {
      if (headless !== undefined)
        return { after: headless, at: { file, line: headless.line + 1 }, actors: 1, shownBy: 'trace' }
      const ofTasks = [...cutTasks.behind(0, shown).map(({ at }) => at), ...unbegun.values()]
      const cancel = cutTasks.cancelBehind(0, shown)
      const earlier = [...ofTasks, ...(cancel === undefined ? [] : [cancel])].map(({ line }) => line - 1).filter(isNear)
      for (const line of new Set([before, ...placesIn(trails.all(), before), ...earlier])) {
        const seen = seenBehind(line, shown)
        if (seen !== undefined) return seen
      }
      return undefined
    },
  }
}

/** What a trace has behind its first line. The line with a level before it is missing, too: it is never one of these. */
const isInTrace = /^(?:\s+at |Caused by: |\s+\.\.\. \d+ more)/

/** Lines without an error in them. Those on the end of a job or a task may have a whole trace in their text. */
const ofOneLine: ReadonlySet<Observation['kind']> = new Set([
  'run-started',
  'first-start',
  'resuming',
  'coordinator-made',
  'answered',
  'stage-submitted',
  'tasks-submitted',
  'task-launched',
  'task-started',
  'committing',
  'committed',
  'entry-begun',
  'offset-added',
  'query-committed',
  'current-epoch',
  'offsets-complete',
  'epoch-ready',
  'epoch-waits',
])

/** The places before this one that are the first ones behind which a participant goes on later than it stopped. */
const placesIn = (trails: readonly Trail[], before: number): readonly number[] =>
  trails.flatMap(({ steps }) =>
    steps.flatMap(({ epoch, at }, index) => {
      const last = steps[index - 1]
      return last !== undefined && at.line <= before && epoch > last.epoch + 1 ? [at.line - 1] : []
    }),
  )

const byLine = (one: Place, other: Place) => one.line - other.line
