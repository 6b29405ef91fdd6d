import type { CheckpointDiagnosis, CheckpointVerdict } from '../../checkpoint/diagnosis.ts'
import { isUncertain } from '../../checkpoint/suspect-entries.ts'
import { verdictOn } from '../../checkpoint/verdict-on.ts'
import type { CheckpointJoin, OldStart } from './checkpoint-join.ts'

/** What a checkpoint and the logs beside it say together. `decidedBy: 'logs'`: the checkpoint alone would say something else. */
export interface CheckpointConclusion {
  readonly verdict: CheckpointVerdict
  readonly decidedBy: 'checkpoint' | 'logs'
}

/** Whether neither the checkpoint nor the logs tell if the next start reads the entry of an earlier run. */
export const isUncertainBeside = (diagnosis: CheckpointDiagnosis, join: CheckpointJoin | undefined): boolean =>
  isUncertain(diagnosis) && !(join?.kind === 'joined' && join.findings.some(({ kind }) => kind === 'own-entry'))

/** Whether a run began at old offsets, and not just where the run before it had ended. */
export const hasOldStart = (join: CheckpointJoin | undefined): boolean =>
  join?.kind === 'joined' && join.findings.some((one) => one.kind === 'started-from-old-offsets' && moves(one))

/** Whether a start there loses or doubles a row. */
const moves = ({ lost, doubled }: OldStart): boolean => !(lost?.atMost === 0 && doubled?.atMost === 0)

/**
 * The verdict on a checkpoint beside logs. The logs make a clean or suspect one dangerous if the next start reads on from old offsets,
 * a clean one suspect if a start in the past did, and one that only old entries made suspect clean if no run began behind one of them.
 */
export function concludeCheckpoint(
  diagnosis: CheckpointDiagnosis,
  join: CheckpointJoin | undefined,
): CheckpointConclusion {
  const { verdict, findings } = diagnosis
  const own: CheckpointConclusion = { verdict, decidedBy: 'checkpoint' }
  if (join?.kind !== 'joined' || (verdict !== 'clean' && verdict !== 'suspect')) return own
  if (join.findings.some((one) => one.kind === 'next-start-is-old' && moves(one)))
    return { verdict: 'dangerous', decidedBy: 'logs' }
  if (hasOldStart(join)) return verdict === 'suspect' ? own : { verdict: 'suspect', decidedBy: 'logs' }
  const isOvertaken = (epoch: number) =>
    join.findings.some((one) => one.kind === 'overtaken' && one.first <= epoch && epoch <= one.last)
  const suspicions = findings.filter(({ kind }) => verdictOn[kind] === 'suspect')
  const isExplained = suspicions.every(
    (one) =>
      (one.kind === 'offsets-go-back' && isOvertaken(one.epoch - 1)) ||
      (one.kind === 'old-entry' && isOvertaken(one.epoch)),
  )
  // An old start that the logs do not show may be behind one of these entries.
  return verdict === 'suspect' && isExplained && !join.findings.some(({ kind }) => kind === 'unclear')
    ? { verdict: 'clean', decidedBy: 'logs' }
    : own
}
