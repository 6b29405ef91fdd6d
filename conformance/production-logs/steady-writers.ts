import type { Observation } from './observation.ts'
import type { Rule } from './rule.ts'
import type { TaskState } from './state.ts'

/** The kinds of observations that every writer repeats per epoch. */
export type WriterKind = Extract<Observation['kind'], 'committing' | 'committed'>

/** Epochs in a row, and the last line that names one. */
export interface Taken {
  readonly first: number
  readonly last: number
  readonly line: number
}

/** What was judged on lines that were taken by their numbers, since the last settlement. */
export interface Settlement {
  readonly task: TaskState
  /** The epochs that the writer said to commit, all in a row, and the last line that says so; undefined if none. */
  readonly committing: Taken | undefined
  readonly committed: Taken | undefined
  /** The rules that held, and how often. */
  readonly held: readonly { readonly rule: Rule; readonly times: number }[]
}

/**
 * The tasks of one file that are in the middle of their epochs: committing 7, committed 7, committing 8, and so on. The rules say the
 * same of each further line of this kind, so it is enough to count them: the rules of a writer compare an epoch with the one before.
 */
export interface SteadyWriters {
  /** Takes a line by its numbers, if it is the next one of a steady task. */
  readonly take: (whose: number, isCommitting: boolean, epoch: number, line: number) => boolean
  /**
   * The rules have judged a whole record of a task that was in the middle of its epochs. All held: the next line of its kind can be taken
   * by its numbers. `held` is undefined if the task is not in the middle, or a rule said something else.
   */
  readonly learn: (learnt: {
    readonly whose: number
    readonly kind: WriterKind
    readonly epoch: number
    readonly task: TaskState
    readonly held: readonly Rule[] | undefined
  }) => void
  /** Something has happened to tasks or runs: what the rules say has to be learnt again. */
  readonly forget: () => void
  /** Hands over what was counted. */
  readonly settle: (onSettlement: (settlement: Settlement) => void) => void
}

interface Steady {
  readonly task: TaskState
  /** What holds on the next line of each kind; undefined: not learnt yet. */
  committingHolds: readonly Rule[] | undefined
  committedHolds: readonly Rule[] | undefined
  epoch: number
  isCommitting: boolean
  // What was counted since the last settlement.
  firstEpoch: number
  committingCount: number
  committingLine: number
  committedCount: number
  committedLine: number
  committedEpoch: number
}

export function createSteadyWriters(): SteadyWriters {
  let byWhose: (Steady | undefined)[] = []
  let changed: Steady[] = []
  return {
    take(whose, isCommitting, epoch, line) {
      const steady = byWhose[whose]
      if (steady === undefined || steady.committingHolds === undefined || steady.committedHolds === undefined)
        return false
      if (steady.isCommitting === isCommitting) return false
      if (epoch !== (isCommitting ? steady.epoch + 1 : steady.epoch)) return false
      if (steady.committingCount + steady.committedCount === 0) changed.push(steady)
      steady.isCommitting = isCommitting
      if (isCommitting) {
        if (steady.committingCount === 0) steady.firstEpoch = epoch
        steady.epoch = epoch
        steady.committingCount += 1
        steady.committingLine = line
      } else {
        steady.committedCount += 1
        steady.committedLine = line
        steady.committedEpoch = epoch
      }
      return true
    },
    learn({ whose, kind, epoch, task, held }) {
      const known = byWhose[whose]
      if (held === undefined) {
        byWhose[whose] = undefined
        return
      }
      const steady = known?.task === task ? known : newSteady(task)
      byWhose[whose] = steady
      steady.epoch = epoch
      steady.isCommitting = kind === 'committing'
      if (kind === 'committing') steady.committingHolds = held
      else steady.committedHolds = held
    },
    forget() {
      byWhose = []
    },
    settle(onSettlement) {
      if (changed.length === 0) return
      for (const steady of changed) {
        onSettlement(settlementOf(steady))
        steady.committingCount = 0
        steady.committedCount = 0
      }
      changed = []
    },
  }
}

function newSteady(task: TaskState): Steady {
  return {
    task,
    committingHolds: undefined,
    committedHolds: undefined,
    epoch: 0,
    isCommitting: false,
    firstEpoch: 0,
    committingCount: 0,
    committingLine: 0,
    committedCount: 0,
    committedLine: 0,
    committedEpoch: 0,
  }
}

function settlementOf(steady: Steady): Settlement {
  const { task, committingCount, committedCount, committingHolds = [], committedHolds = [] } = steady
  return {
    task,
    committing:
      committingCount === 0 ? undefined : { first: steady.firstEpoch, last: steady.epoch, line: steady.committingLine },
    committed:
      committedCount === 0
        ? undefined
        : {
            first: steady.committedEpoch - committedCount + 1,
            last: steady.committedEpoch,
            line: steady.committedLine,
          },
    held: [
      ...(committingCount === 0 ? [] : committingHolds.map((rule) => ({ rule, times: committingCount }))),
      ...(committedCount === 0 ? [] : committedHolds.map((rule) => ({ rule, times: committedCount }))),
    ],
  }
}
