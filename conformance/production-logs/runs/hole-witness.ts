import type { Observation } from '../observations/observation.ts'
import { fileOfProcess } from './processes.ts'
import type { Place, RunState, TaskState } from './state.ts'

/** A place in a file where lines may be missing: behind its first `before` lines. */
export interface Hole {
  readonly file: string
  readonly before: number
}

/** What shows that lines are missing there. */
export interface SeenHole {
  /** The last line before it of those that go on later, and the first one behind it. */
  readonly after: Place
  readonly at: Place
  /** How many go on later than they stopped: the query, its coordinator, writers of partitions. */
  readonly actors: number
}

/**
 * Watches whether several participants go on behind one place later than they stopped before it. One line that is missing or altered is that
 * of one participant.
 */
export interface HoleWitness {
  readonly take: (
    observed: Observation,
    of: { readonly run: RunState | undefined; readonly task: TaskState | undefined },
    at: Place,
  ) => void
  /**
   * Undefined: one participant at most has lost lines, or they do not go on together. `areStartsSeen`: the log would show the start of each
   * task.
   */
  readonly seen: (areStartsSeen: boolean) => SeenHole | undefined
}

/** A participant: the epoch of its last line before the place, and of its first one behind it. */
interface Actor {
  readonly of: object
  /** A coordinator has several kinds of lines. A faulty one may leave out all of them. */
  readonly participant: string
  /** How many lines it has per epoch. */
  readonly lines: number
  /** Nothing but the start of its run is before the place. */
  readonly isFromStart: boolean
  last: number
  lastAt: Place
  next: number | undefined
  nextAt: Place | undefined
}

/** As many lines have to be missing, of two participants at least. */
const fewestLines = 4

/** By so many epochs participants of one run may be ahead of each other. */
const mostApart = 3

export function createHoleWitness({ file, before }: Hole): HoleWitness {
  const actors = new Map<object, Map<string, Actor>>()
  /** With which epochs runs start. */
  const starts = new Map<RunState, { readonly epoch: number; readonly isFirst: boolean; readonly at: Place }>()
  /** Tasks whose first line is behind the place. */
  const late = new Map<TaskState, Place>()
  const see = (
    of: object,
    [participant, name = participant]: Name,
    lines: number,
    epoch: number,
    at: Place,
    start?: StartOf,
  ): void => {
    const own = actors.get(of) ?? new Map<string, Actor>()
    actors.set(of, own)
    const actor = own.get(name)
    if (at.line > before) {
      if (actor === undefined && start !== undefined)
        own.set(name, { of, participant, lines, isFromStart: true, ...start, next: epoch, nextAt: at })
      if (actor !== undefined && actor.next === undefined) Object.assign(actor, { next: epoch, nextAt: at })
    } else if (actor === undefined)
      own.set(name, {
        of,
        participant,
        lines,
        isFromStart: false,
        last: epoch,
        lastAt: at,
        next: undefined,
        nextAt: undefined,
      })
    else Object.assign(actor, { last: epoch, lastAt: at })
  }
  const seeRun = (run: RunState, observed: Observation, at: Place): void => {
    const start = starts.get(run)
    const from = (epoch: number | undefined): StartOf | undefined =>
      start === undefined || epoch === undefined ? undefined : { last: epoch, lastAt: start.at }
    switch (observed.kind) {
      case 'first-start':
      case 'resuming': {
        const isFirst = observed.kind === 'first-start'
        if (at.line <= before && start === undefined)
          starts.set(run, { epoch: observed.kind === 'resuming' ? observed.epoch : 0, isFirst, at })
        return
      }
      case 'answered':
        see(run, ['query'], 1, observed.value, at, from(start?.epoch))
        return
      case 'query-committed':
        see(run, ['coordinator', 'commits'], 2, observed.epoch, at, from(start && start.epoch - 1))
        return
      case 'offset-added':
        // A later run may find entries of an earlier one, and adds none then (CE-19).
        see(run, ['coordinator', 'offsets'], 2, observed.epoch, at, from(start?.isFirst === true ? -1 : undefined))
        return
      case 'commit-received':
        see(run, ['coordinator', `message ${observed.partition}`], 1, observed.epoch, at)
        return
      default:
        return
    }
  }
  return {
    take(observed, { run, task }, at) {
      if (fileOfProcess(at.file) !== file) return
      if (observed.kind !== 'committing') {
        if (run !== undefined) seeRun(run, observed, at)
        return
      }
      if (task === undefined) return
      if (task.firstEpoch < 0 && at.line > before && !late.has(task)) late.set(task, at)
      see(task.stage?.run ?? task.stage ?? task, [`writer ${task.partition} ${task.id?.tid}`], 2, observed.epoch, at)
    },
    seen(areStartsSeen) {
      // A task that was begun, as far as the log shows, and that wrote nothing before, says nothing of what is missing.
      const unbegun = areStartsSeen ? [...late].filter(([{ begun }]) => begun === undefined) : []
      const areStartsLost = unbegun.length > 1
      const both = [...actors.values()]
        .flatMap((own) => [...own.values()])
        .filter(({ next, isFromStart }) => next !== undefined && (areStartsLost || !isFromStart))
      const groups = [...Map.groupBy(both, ({ of }) => of).values()]
      const behind = both.filter((one) => lostBy(one) > 0)
      const lines = behind.reduce((sum, one) => sum + lostBy(one) * one.lines, areStartsLost ? unbegun.length : 0)
      const count = participantsIn(behind) + (areStartsLost ? unbegun.length : 0)
      if (!groups.every(areTogether) || count < 2 || lines < fewestLines) return undefined
      const after = behind
        .map(({ lastAt }) => lastAt)
        .toSorted(byLine)
        .at(-1)
      const at = behind.flatMap(({ nextAt }) => nextAt ?? []).toSorted(byLine)[0]
      return after === undefined || at === undefined || after.line >= at.line ? undefined : { after, at, actors: count }
    },
  }
}

/** A participant, and which of its lines. */
type Name = readonly [participant: string, lines?: string]

type StartOf = Pick<Actor, 'last' | 'lastAt'>

const byLine = (one: Place, other: Place) => one.line - other.line

const participantsIn = (actors: readonly Actor[]): number =>
  [...Map.groupBy(actors, ({ of }) => of).values()].reduce(
    (sum, own) => sum + new Set(own.map(({ participant }) => participant)).size,
    0,
  )

const lostBy = ({ last, next }: Actor) => (next ?? last) - last - 1

/** No participant goes back, and all of them go on with about the same epoch, or have lost about as many. */
function areTogether(actors: readonly Actor[]): boolean {
  const lost = actors.map(lostBy)
  const next = actors.map((one) => one.next ?? one.last)
  return Math.min(...lost) >= 0 && (spread(lost) <= mostApart || spread(next) <= mostApart)
}

const spread = (numbers: readonly number[]) => Math.max(...numbers) - Math.min(...numbers)
