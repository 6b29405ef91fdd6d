import { createEpochs, type Epochs } from './epochs.ts'
import type { Before, RunState } from './state.ts'

/** What the next run on the same checkpoint finds, as far as the log shows it. */
export function beforeOf(run: RunState, isOfOtherApplication: boolean): Before {
  return {
    lastCommitted: run.lastCommitted ?? run.before?.lastCommitted,
    mayHaveCommitted: run.committing,
    isEndSeen: run.ended !== undefined,
    isOfOtherApplication,
    ahead: aheadOf(run),
  }
}

/** Epochs beyond the last commit that have offsets: of this run, or of those before it. */
export function aheadOf(run: RunState): Epochs {
  const ahead = createEpochs()
  for (const [first, last] of run.before?.ahead.ranges ?? []) ahead.addRange(first, last)
  for (const [first, last] of run.logged.ranges) ahead.addRange(first, last)
  if (run.lastCommitted !== undefined) ahead.forget(run.lastCommitted.epoch)
  // Their commits may be among lines that are missing.
  if (run.gap !== undefined) ahead.forget(run.gap.until - 1)
  return ahead
}
