import type { RepeatedByQuery, RepeatedByWriter } from '../runs/repeated.ts'
import type { RunState, TaskState } from '../runs/state.ts'
import { largestInt } from './occasions.ts'
import type { Counts } from './tally.ts'

// Nearly all lines of a log come in turn: they say of the next epoch what the lines before said of theirs. As long as nothing but such
// lines comes, the rules find the same states moved on by one epoch, so they say the same again. A state that lines of the coordinator
// at DEBUG have changed is never in turn: they come in any order. `quick-path.test.ts` holds each report against one whose lines were
// all put to the rules.

/** What the rules say of each line of one form that comes in turn: that these hold, and nothing else. */
export interface SaidInTurn {
  /** Of what was seen so far: lines at DEBUG that a rule relies on may have been seen since. */
  readonly version: number
  readonly held: readonly Counts[]
}

/** Whether the task does next what the line says. Its epochs behind a kill are counted. */
export function isWriterInTurn(task: TaskState, { kind, epoch }: RepeatedByWriter): boolean {
  const { committingEpoch, committedEpoch } = task
  if (task.killed !== undefined) return false
  return kind === 'committing'
    ? epoch === committingEpoch + 1 && committedEpoch === committingEpoch
    : epoch === committingEpoch && epoch === committedEpoch + 1
}

/** Whether the run, of which all lines so far were there and none at DEBUG or of an error, does next what the line says. */
export function isQueryInTurn(run: RunState, observed: RepeatedByQuery): boolean {
  if (run.told !== undefined || run.hasReady || run.epochs.size > 0 || run.lastReceived.size > 0) return false
  if (run.gap !== undefined || run.ignored !== undefined) return false
  switch (observed.kind) {
    case 'answered':
      return run.current !== undefined && observed.value === run.current.epoch + 1 && observed.value < largestInt
    case 'entry-begun':
      return run.begun === undefined
    case 'offset-added':
      return !run.logged.has(observed.epoch) && run.before?.ahead.has(observed.epoch) !== true
    case 'query-committed':
      return (
        run.current !== undefined &&
        run.lastCommitted !== undefined &&
        observed.epoch <= run.current.epoch &&
        observed.epoch === run.lastCommitted.epoch + 1 &&
        observed.epoch === run.committing &&
        observed.epoch < largestInt &&
        run.logged.has(observed.epoch) &&
        haveAllCommitted(run, observed.epoch)
      )
  }
}

/** Whether a task of each partition has said that it commits the epoch. */
function haveAllCommitted({ stages, writing }: RunState, epoch: number): boolean {
  const [stage] = stages
  if (stage === undefined || stages.length > 1) return false
  const { tasks } = stage
  if (tasks.length !== (writing?.partitions ?? stage.partitions)) return false
  for (let at = 0; at < tasks.length; at++) {
    const task = tasks[at]
    if (task === undefined || task.partition !== at || !task.epochs.has(epoch)) return false
  }
  return true
}
