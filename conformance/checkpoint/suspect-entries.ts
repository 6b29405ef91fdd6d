import type { CheckpointDiagnosis, Finding } from './diagnosis.ts'

/** The epoch of the entry that a finding makes suspect; undefined if it makes none suspect. */
export function suspectEpoch(finding: Finding): number | undefined {
  if (finding.kind === 'old-entry' || finding.kind === 'checksum-differs') return finding.epoch
  // The step back of an epoch says that the entry before it is old.
  return finding.kind === 'offsets-go-back' ? finding.epoch - 1 : undefined
}

/** The committed epochs whose entries seem to be those of an earlier run. */
export const epochsOfEarlierRun = ({ findings, start }: Pick<CheckpointDiagnosis, 'findings' | 'start'>) =>
  findings.flatMap((finding): readonly number[] => {
    const epoch = finding.kind === 'checksum-differs' ? undefined : suspectEpoch(finding)
    return epoch === undefined || epoch > (start?.lastCommitted ?? -1) ? [] : [epoch]
  })

/** Whether the next start reads an entry that seems to be that of an earlier run: then it loses or doubles rows itself. */
export const readsEarlierRun = (diagnosis: Pick<CheckpointDiagnosis, 'findings' | 'start'>) =>
  epochsOfEarlierRun(diagnosis).includes(diagnosis.start?.lastCommitted ?? -1)

/** Whether it cannot be told if the next start does so. */
export const isUncertain = ({ findings, start }: CheckpointDiagnosis) =>
  start?.lastCommitted !== undefined && findings.some(({ kind }) => kind === 'times-say-nothing')

/** Whether the next start reads an entry that is suspect, and accepted by the user. */
export const readsAccepted = ({ findings, start }: CheckpointDiagnosis) =>
  findings.some((finding) => finding.kind === 'accepted' && finding.epochs.includes(start?.lastCommitted ?? -1))
