import type { Observation } from '../observations/observation.ts'
import type { Rule } from '../rules/rule.ts'
import type { Place, RunState, TaskState } from '../runs/state.ts'

/** A line of a log, and when it was written. */
export interface Moment extends Place {
  /** In milliseconds, by the clock of the process that wrote it; undefined if the layout has no time. */
  readonly time: number | undefined
  /** The stamp has whole seconds only. */
  readonly inSeconds: boolean
}

/** What a mark of a timeline stands for. */
export const markKinds = [
  'run started',
  'run ended',
  'run failed',
  'epoch started',
  'offsets logged',
  'epoch committed',
  'epoch committed with old offsets',
  'writer commits',
  'writer aborted',
  'error ignored',
  'violation',
] as const
export type MarkKind = (typeof markKinds)[number]

/** Something that happened. */
export interface Mark {
  readonly kind: MarkKind
  readonly epoch: number | undefined
  readonly from: Moment
  /** Of a writer's commit: the line that says it is done; undefined: none says so. */
  readonly to: Moment | undefined
  /** An error, or what was expected. */
  readonly text: string | undefined
}

/** One row of a timeline: the query, one of its two logs, or the writers of a partition. */
export interface Lane {
  readonly name: string
  /** In the order of the log. */
  readonly marks: readonly Mark[]
  /** Epochs that are not drawn one by one. */
  readonly leftOut: number
}

/** One query: its runs, one after the other. */
export interface QueryTimeline {
  readonly name: string
  readonly queryId: string | undefined
  readonly lanes: readonly Lane[]
  /** Tasks whose lines are not drawn, since there are too many. */
  readonly tasksLeftOut: number
}

/** When which epoch was written and committed. */
export interface Timeline {
  readonly queries: readonly QueryTimeline[]
}

/** Takes in what is seen, line by line, and keeps the first and the last epochs and those around violations and errors. */
export interface TimelineRecorder {
  /** The next line. Run and task are those that it is about, as far as that can be told by now. */
  readonly take: (
    observed: Observation,
    line: { readonly stamp: string; readonly file: string; readonly line: number },
    of: { readonly run: RunState | undefined; readonly task: TaskState | undefined },
  ) => void
  /** A rule is violated by a line. */
  readonly violated: (rule: Rule, expected: string, at: Place, run: RunState | undefined) => void
  /** What was kept. Of violations only those of these requirements: others rest on lines that the logs hide. */
  readonly drawn: (violated: ReadonlySet<string>) => Timeline
}
