import type { Observation } from '../observations/observation.ts'
import type { Hole } from './hole-witness.ts'
import type { Place, RunState, TaskState } from './state.ts'

/** The epochs of one kind of lines of a participant, around a place. */
export interface Trail {
  /** Its run, if that is known. */
  readonly of: object
  /** A coordinator has several kinds of lines. A faulty one may leave out all of them. */
  readonly participant: string
  readonly isMessage: boolean
  /** How many lines it has per epoch. */
  readonly lines: number
  /** The last ones before the place and the first ones behind it. */
  readonly steps: readonly Step[]
}

interface Step {
  readonly epoch: number
  readonly at: Place
  /** Not a line of its own: the start of its run says that it begins behind this epoch. */
  readonly isStart: boolean
}

export interface Trails {
  readonly take: (
    observed: Observation,
    of: { readonly run: RunState | undefined; readonly task: TaskState | undefined },
    at: Place,
  ) => void
  readonly all: () => readonly Trail[]
}

/** How many steps are kept on each side: some participants may go on as ever before the first line that contradicts another one. */
const mostKept = 2

/** Takes the lines of the file of the place. */
export function createTrails({ before }: Pick<Hole, 'before'>): Trails {
  const trails = new Map<object, Map<string, Omit<Trail, 'steps'> & { readonly steps: Step[] }>>()
  /** With which epochs runs start. */
  const starts = new Map<RunState, { readonly epoch: number; readonly isFirst: boolean; readonly at: Place }>()
  const see = (
    of: object,
    { participant, name = participant, lines, isMessage = false }: Kind,
    { epoch, at }: Omit<Step, 'isStart'>,
    start?: Step,
  ): void => {
    const own = trails.get(of) ?? new Map<string, Omit<Trail, 'steps'> & { readonly steps: Step[] }>()
    trails.set(of, own)
    const trail = own.get(name) ?? { of, participant, lines, isMessage, steps: start === undefined ? [] : [start] }
    own.set(name, trail)
    const { steps } = trail
    if (steps.filter((step) => step.at.line > before).length >= mostKept) return
    steps.push({ epoch, at, isStart: false })
    if (at.line <= before && steps.length > mostKept) steps.shift()
  }
  const seeRun = (run: RunState, observed: Observation, at: Place): void => {
    const start = starts.get(run)
    const from = (epoch: number | undefined): Step | undefined =>
      start === undefined || epoch === undefined ? undefined : { epoch, at: start.at, isStart: true }
    switch (observed.kind) {
      case 'first-start':
      case 'resuming': {
        const isFirst = observed.kind === 'first-start'
        if (at.line <= before && start === undefined)
          starts.set(run, { epoch: observed.kind === 'resuming' ? observed.epoch : 0, isFirst, at })
        return
      }
      case 'answered':
        see(run, query, { epoch: observed.value, at }, from(start?.epoch))
        return
      case 'query-committed':
        see(run, commits, { epoch: observed.epoch, at }, from(start && start.epoch - 1))
        return
      case 'offset-added':
        // A later run may find entries of an earlier one, and adds none then (CE-19).
        see(run, offsets, { epoch: observed.epoch, at }, from(start?.isFirst === true ? -1 : undefined))
        return
      case 'commit-received': {
        const name = `message ${observed.partition}`
        see(run, { participant: 'coordinator', name, lines: 1, isMessage: true }, { epoch: observed.epoch, at })
        return
      }
      default:
        return
    }
  }
  return {
    take(observed, { run, task }, at) {
      if (observed.kind === 'committing') {
        if (task === undefined) return
        const participant = `writer ${task.partition} ${task.id?.tid}`
        see(task.stage?.run ?? task.stage ?? task, { participant, lines: 2 }, { epoch: observed.epoch, at })
      } else if (run !== undefined) seeRun(run, observed, at)
    },
    all: () => [...trails.values()].flatMap((own) => [...own.values()]),
  }
}

interface Kind {
  readonly participant: string
  /** Which of its lines: undefined if it has one kind of them. */
  readonly name?: string
  readonly lines: number
  readonly isMessage?: boolean
}

const query: Kind = { participant: 'query', lines: 1 }
const commits: Kind = { participant: 'coordinator', name: 'commits', lines: 2 }
const offsets: Kind = { participant: 'coordinator', name: 'offsets', lines: 2 }
