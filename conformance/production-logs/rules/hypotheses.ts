import type { Place, RunState, Stage } from '../runs/state.ts'
import type { Judgement } from './rule.ts'

/** What a rule says of the commits of a run, if the stage is its own. */
export interface Hypothesis {
  held: number
  /** The judgements that are not `held`: the first of them. */
  readonly others: { readonly judgement: Judgement; readonly at: Place }[]
}

/**
 * Judgements on commits of runs whose tasks cannot be told yet: one hypothesis per run and stage. Memory is bounded by the runs and stages
 * that are open.
 */
export interface Hypotheses {
  readonly note: (run: RunState, stage: Stage, judgement: Judgement, at: Place) => void
  /** The stage is that of the run: what was found for this case. The other cases are forgotten. */
  readonly settle: (run: RunState, stage: Stage) => Hypothesis | undefined
  /** The runs whose stage was never told. */
  readonly open: () => number
}

const mostOthers = 20

export function createHypotheses(): Hypotheses {
  const byRun = new Map<RunState, Map<Stage, Hypothesis>>()
  return {
    note(run, stage, judgement, at) {
      const stages = byRun.get(run) ?? new Map<Stage, Hypothesis>()
      byRun.set(run, stages)
      const hypothesis = stages.get(stage) ?? { held: 0, others: [] }
      stages.set(stage, hypothesis)
      if (judgement.kind === 'held') hypothesis.held += 1
      else if (hypothesis.others.length < mostOthers) hypothesis.others.push({ judgement, at })
    },
    settle(run, stage) {
      const found = byRun.get(run)?.get(stage)
      byRun.delete(run)
      return found
    },
    open: () => byRun.size,
  }
}
