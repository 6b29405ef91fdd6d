import { samePath } from '../observations/marks.ts'
import type { Observation } from '../observations/observation.ts'
import { lacksLines } from './advance.ts'
import { beforeOf } from './before.ts'
import { createLatest } from './latest.ts'
import { newRun, type Place, type RunState } from './state.ts'

/** The runs of continuous queries, in the order in which the log shows them. */
export interface RunTable {
  readonly runs: readonly RunState[]
  /** Those that have not ended. */
  readonly live: () => readonly RunState[]
  readonly withId: (runId: string) => RunState | undefined
  /** Those of which no line has said the id so far. */
  readonly withoutId: () => readonly RunState[]
  readonly onCheckpoint: (path: string) => RunState | undefined
  readonly ofQuery: (queryId: string) => RunState | undefined
  /** The run that a line without any mark is about, if it can be one only. */
  readonly only: () => RunState | undefined
  /** A run whose start the log does not show. */
  readonly begunBefore: (checkpoint?: string) => RunState
  /** Its id and its checkpoint, which no line names together, are taken for those of one run, as there is no other. */
  readonly pair: (run: RunState) => void
  /** A checkpoint comes into being: no earlier run has left entries in it. The file may end before its run starts. */
  readonly seeMade: (path: string, file: string) => void
  /** Another kind of query has begun on the checkpoint, which may have entries from now on. */
  readonly seeUsed: (path: string, file: string) => void
  /** A run has started. `isOfEarlier`: whether a run is one of an earlier application. */
  readonly start: (
    observed: Extract<Observation, { readonly kind: 'run-started' }>,
    at: Place,
    isOfEarlier: (run: RunState) => boolean,
  ) => RunState
  /** A run has ended, and its query goes on with another one. */
  readonly startNext: (run: RunState) => RunState
  /** Nothing of the runs can follow. */
  readonly closeAll: () => void
}

/** How many new checkpoints are kept until their first run. */
const mostMade = 10_000

/** @param onClosed is told of each run of which nothing can follow, before it is marked */
export function createRunTable(onClosed: (run: RunState) => void): RunTable {
  const runs: RunState[] = []
  const made = createLatest<string>(mostMade)
  const add = (run: RunState): RunState => {
    runs.push(run)
    return run
  }
  const live = () => runs.filter(({ ended, isOver }) => ended === undefined && !isOver)
  const onCheckpoint = (path: string) => runs.findLast(({ checkpoint }) => checkpoint === path)
  const close = (run: RunState): void => {
    if (run.isOver) return
    onClosed(run)
    run.isOver = true
  }
  return {
    runs,
    live,
    onCheckpoint,
    withId: (id) => runs.findLast(({ runId }) => runId === id),
    withoutId: () => runs.filter(({ runId, isOver }) => runId === undefined && !isOver),
    ofQuery: (id) => runs.findLast(({ started }) => started?.queryId === id),
    only() {
      const open = live()
      if (open.length > 0) return open.length === 1 ? open[0] : undefined
      const late = runs.filter(({ isOver }) => !isOver)
      return late.length === 1 ? late[0] : undefined
    },
    begunBefore(checkpoint) {
      // Another one is there: which of them the checkpoint is that of, nothing says.
      for (const run of runs) if (run.pairing === 'only') run.pairing = 'in doubt'
      return add(newRun(undefined, checkpoint === undefined ? {} : { checkpoint }))
    },
    pair(run) {
      run.pairing = runs.some((other) => other !== run && other.started === undefined) ? 'in doubt' : 'only'
    },
    seeMade: (path, file) => made.add(inFile(path, file)),
    seeUsed: (path, file) => made.delete(inFile(path, file)),
    start(observed, at, isOfEarlier) {
      const checkpoint = samePath(observed.checkpoint)
      for (const run of runs) {
        if (run.checkpoint === checkpoint || run.started?.queryId === observed.queryId) close(run)
      }
      const last = onCheckpoint(checkpoint)
      const started = { ...observed, at }
      // The runs on the checkpoint say from now on whether all of them are there.
      const isMade = made.delete(inFile(checkpoint, at.file))
      if (last !== undefined) {
        const isOfOther = isOfEarlier(last)
        return add(
          newRun(started, {
            checkpoint,
            before: beforeOf(last, isOfOther),
            isWhole: isWholeBehind(last) && !isOfOther,
          }),
        )
      }
      const run = add(newRun(started, { checkpoint, isWhole: isMade }))
      if (isMade) run.startEpoch = 0
      return run
    },
    startNext(run) {
      close(run)
      const { checkpoint } = run
      const next = newRun(run.started, {
        isFollowing: true,
        isWhole: isWholeBehind(run),
        before: beforeOf(run, false),
        ...(checkpoint === undefined ? {} : { checkpoint }),
      })
      next.runId = run.runId
      return add(next)
    },
    closeAll() {
      for (const run of runs) close(run)
    },
  }
}

const inFile = (path: string, file: string) => `${file}\n${path}`

const isWholeBehind = (run: RunState) => run.isWhole && !lacksLines(run)
