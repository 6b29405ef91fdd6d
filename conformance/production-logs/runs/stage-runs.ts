import type { RunState, Stage } from './state.ts'

/** Which run a stage is of: the one that a line names, or the only one that is left. */
export interface StageRuns {
  /** The stage is that of the run. */
  readonly tell: (stage: Stage, run: RunState | undefined) => void
  /** The stage is that of one of these runs. */
  readonly narrow: (stage: Stage, candidates: RunState[]) => void
  /** The stages that may be of the run, as long as it has none. */
  readonly thatMayBeOf: (run: RunState) => readonly Stage[]
  /** Another application begins: the stages of this one will not be told any more. */
  readonly clear: () => void
}

/** @param onTold is told of each stage whose run can be told */
export function createStageRuns(onTold: (stage: Stage, run: RunState) => void): StageRuns {
  /** Those whose run cannot be told yet. */
  const open = new Set<Stage>()
  const tell = (stage: Stage, run: RunState | undefined): void => {
    if (run === undefined || stage.run !== undefined || stage.isMixed) return
    open.delete(stage)
    stage.isWriting = true
    stage.run = run
    run.stages.push(stage)
    onTold(stage, run)
    // A run has one stage: the others are of other runs.
    for (const other of open) {
      if (other.candidates.includes(run))
        narrow(
          other,
          other.candidates.filter((one) => one !== run),
        )
    }
  }
  const narrow = (stage: Stage, candidates: RunState[]): void => {
    stage.candidates = candidates
    if (stage.run === undefined) open.add(stage)
    if (candidates.length === 1) tell(stage, candidates[0])
  }
  return {
    tell,
    narrow,
    thatMayBeOf: (run) => (run.stages.length > 0 ? [] : [...open].filter(({ candidates }) => candidates.includes(run))),
    clear: () => open.clear(),
  }
}
