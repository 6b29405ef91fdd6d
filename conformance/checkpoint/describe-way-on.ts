import { visible } from '../visible.ts'
import type { CheckpointDiagnosis } from './diagnosis.ts'
import { epochsOfEarlierRun, isUncertain, readsAccepted, readsEarlierRun, suspectEpoch } from './suspect-entries.ts'

/** The commands that lead on. */
export interface WaysOn {
  /** Accepts what is suspect up to an epoch. */
  readonly accepting: (knownUpTo: number) => string
  /** Asks the log of the last run. */
  readonly asking: string
}

/** How to start again where no repair helps, and who knows what the checkpoint does not tell. */
export function describeWayOn(diagnosis: CheckpointDiagnosis, { accepting, asking }: WaysOn): readonly string[] {
  const { verdict, findings, start } = diagnosis
  if (verdict === 'clean' && isUncertain(diagnosis) && !readsAccepted(diagnosis))
    return [`If the query was restarted before, the log of its last run tells: ${visible(asking)}`]
  if (verdict === 'will not start') {
    return [
      'To start again, restore the file. Or go back by hand to an earlier commit: rows are doubled then, and none is lost.',
      'A new checkpoint begins where the source is told to, so rows are lost or doubled (docs/restarted.md#how-do-i-start-again).',
    ]
  }
  if (verdict === 'dangerous' && epochsOfEarlierRun(diagnosis).length === 0) return []
  if (verdict !== 'suspect' && verdict !== 'dangerous') return []
  const last = start?.lastCommitted ?? -1
  const known = findings.flatMap((finding) => suspectEpoch(finding) ?? []).filter((epoch) => epoch <= last)
  // A name that is odd is no entry that could be known.
  if (known.length === 0) return []
  const command = visible(accepting(Math.max(...known)))
  return readsEarlierRun(diagnosis)
    ? [
        'To start again and lose nothing more, go back by hand to the last commit before that restart: rows are doubled then',
        `(docs/restarted.md#how-do-i-start-again). To accept that rows are lost or doubled: ${command}`,
      ]
    : [`To start again, once you know which rows are concerned: ${command}`]
}
