import { isDeepStrictEqual } from 'node:util'
import type { Deviations } from '../../../src/reference/deviations.ts'
import { beginRun, goOn, type ModelRun } from '../model/model-run.ts'
import { cleanLog, endEpoch, execute, row, type SinkStep, stop } from '../schedules/schedule.ts'
import { isUnclean, type SinkMove, type SinkSpace } from './sink-space.ts'

/** A generated schedule, run on the model. */
export interface PlannedSchedule {
  /** With the steps behind those that were chosen: the query is executed again, and commits once more. */
  readonly run: ModelRun
  /** The chosen steps, as indexes of moves. */
  readonly choices: readonly number[]
  readonly chosen: readonly SinkStep[]
}

/** Picks a move by its index. Undefined ends the schedule. */
export type ChooseStep = (moves: readonly SinkMove[]) => number | undefined

/** Chooses moves on the model until none is left, or none is chosen. */
export function planSchedule(space: SinkSpace, choose: ChooseStep, deviations: Deviations): PlannedSchedule {
  let run = beginRun(space.setup, deviations)
  let { env } = space
  const choices: number[] = []
  for (;;) {
    const moves = space.moves(env, run)
    const choice = choose(moves)
    const move = choice === undefined ? undefined : moves[choice]
    if (move === undefined || choice === undefined) break
    run = goOn(run, move.step)
    env = move.env
    choices.push(choice)
  }
  return { run: settled(run, space), choices, chosen: run.schedule.steps }
}

/** Takes these steps in order, without those that are no moves where they are due. */
export const taking = (steps: readonly SinkStep[]): ChooseStep => {
  const choose = takingSteps(steps)
  return (moves) => choose(moves.map(({ step }) => step))
}

/** The same where a move is a step. */
export function takingSteps<Step>(steps: readonly Step[]): (moves: readonly Step[]) => number | undefined {
  let at = 0
  return (moves) => {
    while (at < steps.length) {
      const step = steps[at++]
      const index = moves.findIndex((move) => isDeepStrictEqual(move, step))
      if (index >= 0) return index
    }
    return undefined
  }
}

const mostRounds = 3

/** Another run commits an epoch: only behind it is a row lost that was passed by. A fault that still waits may take a round. */
function settled(run: ModelRun, { bounds }: SinkSpace): ModelRun {
  let settling = run
  for (let round = 0; round < mostRounds; round++) {
    const begin = settling.moments.length
    settling = anotherRun(settling, bounds.cleanLog === true)
    if (settling.moments.slice(begin).some(({ events }) => events.some(({ kind }) => kind === 'query-committed'))) break
  }
  return settling
}

function anotherRun(run: ModelRun, isCleaned: boolean): ModelRun {
  let here = isRunning(run) ? goOn(run, stop) : run
  if (isCleaned && isUnclean(here.state)) here = goOn(here, cleanLog)
  here = goOn(here, execute)
  for (const partition of here.position.next.keys())
    if (here.state.tasks.running.has(partition)) here = goOn(here, row(partition))
  if (!isRunning(here)) return here
  here = delivered(goOn(here, endEpoch))
  return here
}

const isRunning = ({ state }: ModelRun) => state.operator.thread === 'runs-job'

/** Each message that waits arrives, sender by sender. */
function delivered(run: ModelRun): ModelRun {
  let here = run
  for (;;) {
    const from = here.state.mailboxes.findIndex(([next]) => next !== undefined)
    if (from < 0) return here
    here = goOn(here, { kind: 'act', action: { kind: 'deliver', from } })
  }
}
