import { hasNewPositions } from '../model/batch-query.ts'
import { type BatchRun, beginBatches, goOnBatches } from '../model/batch-run.ts'
import { type BatchStep, batch, execute, row } from '../schedules/batch-schedule.ts'
import { type BatchBounds, movesOf } from './batch-space.ts'

/** A generated schedule of micro-batches and the bounds in which its choices are meant. */
export interface GeneratedBatches {
  readonly bounds: BatchBounds
  /** With the steps behind those that were chosen: what is open is repeated, and another batch is committed. */
  readonly run: BatchRun
  /** The chosen steps, as indexes of moves. */
  readonly choices: readonly number[]
  readonly chosen: readonly BatchStep[]
}

/** Chooses moves on the model until none is chosen. */
export function planBatches(
  bounds: BatchBounds,
  choose: (moves: readonly BatchStep[]) => number | undefined,
): GeneratedBatches {
  let run = beginBatches(bounds.partitions)
  const choices: number[] = []
  for (;;) {
    const moves = movesOf(bounds, run)
    const choice = choose(moves)
    const move = choice === undefined ? undefined : moves[choice]
    if (move === undefined || choice === undefined) break
    run = goOnBatches(run, move)
    choices.push(choice)
  }
  return { bounds, run: settled(run), choices, chosen: run.schedule.steps }
}

/** More than faults can wait, each of which ends a run. */
const mostRounds = 100

/** The last batch shows what the sink has made of a repeated one. A fault that still waits may take a run of the query. */
function settled(run: BatchRun): BatchRun {
  let here = run
  let hasRows = false
  for (let round = 0; round < mostRounds; round++) {
    if (!here.query.isRunning) here = goOnBatches(here, execute)
    if (!here.query.isRunning) continue
    if (!hasRows || !hasNewPositions(here.query))
      for (const partition of here.query.given.keys()) here = goOnBatches(here, row(partition))
    hasRows = true
    here = goOnBatches(here, batch)
    if (here.query.isRunning) break
  }
  return here
}
