import type { EditionName } from '../../../src/reference/editions.ts'
import type { Observation } from '../observations/observation.ts'
import type { JobState } from '../runs/event-jobs.ts'
import type { Place, RunState, TaskState } from '../runs/state.ts'
import type { Occasion } from './occasions.ts'

/** What a rule says of one observation. */
export type Judgement =
  | { readonly kind: 'held' }
  /** `expected` is a sentence; `contradicts` is the earlier line that does not go with this one. */
  | { readonly kind: 'violated'; readonly expected: string; readonly contradicts: Place | undefined }
  | { readonly kind: 'cannot-tell'; readonly why: string }

/** What a rule may look at: the state before the observation. */
export interface Situation<Kind extends Observation['kind']> {
  readonly observed: Extract<Observation, { readonly kind: Kind }>
  /** Undefined: no line says whose it is, or it is about no run. A rule of a task may still judge. */
  readonly run: RunState | undefined
  /** The task to which the line belongs, if it is one of a task and can be told. */
  readonly task: TaskState | undefined
  /** The job that an event of the event log is about. */
  readonly job: JobState | undefined
  /** The file that has the line. */
  readonly file: string
  readonly line: number
  /** Whether a later line may tell which tasks are those of the run. */
  readonly mayBeTold: boolean
}

/** A requirement as seen in logs: one kind of observation on which it says something. Undefined: no occasion. */
export interface Rule<Kind extends Observation['kind'] = Observation['kind']> {
  readonly requirements: readonly string[]
  readonly on: Kind
  /** Further kinds of observations that it relies on: if one of them is hidden, nothing can be told. */
  readonly also: readonly Observation['kind'][]
  /** What the rule has to know: without it, the occasion cannot be told. */
  readonly needs: 'run' | 'task' | 'job'
  /** The rule is asked on this occasion only. Undefined: on each line of its kind. */
  readonly only: Occasion | undefined
  /** Another rule judges the same requirement without these lines: if they are hidden, that one decides. */
  readonly isExtra: boolean
  /** The rule sees all that the requirement is about: if its own lines are there, it does not matter that those of other rules are hidden. */
  readonly isEnough: boolean
  /** Release lines that are known to do otherwise, though no event of the contract shows it. */
  readonly differsIn: readonly EditionName[]
  /** Deviations of an edition whose behaviour the rule accepts, too: the requirement is judged in spite of them. */
  readonly accepts: readonly string[]
  readonly judge: (situation: Situation<Kind>) => Judgement | undefined
}

export const held: Judgement = { kind: 'held' }

export const violated = (expected: string, contradicts?: Place): Judgement => ({
  kind: 'violated',
  expected,
  contradicts,
})

export const cannotTell = (why: string): Judgement => ({ kind: 'cannot-tell', why })

type Optional = 'only' | 'also' | 'isExtra' | 'isEnough' | 'differsIn' | 'accepts'

/** The type of `on` decides what the rule sees. */
export const rule = <Kind extends Observation['kind']>(
  one: Omit<Rule<Kind>, Optional> & Partial<Pick<Rule<Kind>, Optional>>,
): Rule =>
  ({
    only: undefined,
    also: [],
    isExtra: false,
    isEnough: false,
    differsIn: [],
    accepts: [],
    ...one,
  }) as unknown as Rule
