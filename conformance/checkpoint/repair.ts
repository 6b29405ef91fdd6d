import type { Checkpoint, Log } from './checkpoint.ts'
import { logs } from './checkpoint.ts'
import type { CheckpointDiagnosis } from './diagnosis.ts'
import { epochsOfEarlierRun } from './suspect-entries.ts'

/** A file that goes from the checkpoint into the folder beside it. Both paths are relative: `offsets/7`. */
export interface Move {
  readonly log: Log
  readonly name: string
}

/** What `--fix` does with a checkpoint. */
export type Repair =
  | { readonly kind: 'nothing to do' }
  | { readonly kind: 'refused'; readonly why: string }
  /** The moves in the order in which they are made: that of the newest epoch first, so that no stop on the way leaves a gap. */
  | { readonly kind: 'moves'; readonly moves: readonly Move[] }

/**
 * Which files have to go, so that the next run writes each of its epochs itself: entries of the offset log beyond the last commit, each
 * with its `.crc`, and `.crc` files without an entry. It refuses where that would not help.
 */
export function planRepair(checkpoint: Checkpoint, diagnosis: CheckpointDiagnosis): Repair {
  const { verdict, findings, start, why } = diagnosis
  const last = start?.lastCommitted ?? -1
  const old = epochsOfEarlierRun(diagnosis)
  if (verdict === 'will not start') {
    return refuse(
      'an entry that a start reads is broken, and no other file can replace it (restore it, or begin with a new checkpoint)',
    )
  }
  if (verdict === 'first start') return { kind: 'nothing to do' }
  if (verdict === 'not continuous') return refuse('it is no checkpoint of a continuous query')
  if (verdict === 'cannot tell') {
    return refuse(
      why === undefined ? 'not everything that a start reads could be read' : 'there is no checkpoint to mend',
    )
  }
  if (old.length > 0) {
    return refuse(
      `offsets/${Math.min(...old)} seems to be the entry of an earlier run, and its epoch is committed: moving later entries does not bring its rows back (docs/restarted.md says how to find them)`,
    )
  }
  if (findings.some(({ kind }) => kind === 'odd-names')) {
    return refuse('there are files whose names are numbers as Spark does not write them (move them away yourself)')
  }
  if (verdict !== 'dangerous') return { kind: 'nothing to do' }
  const epochs = [...checkpoint.offsets.map(({ epoch }) => epoch), ...checkpoint.strays.map(({ epoch }) => epoch)]
  const ahead = [...new Set(epochs.filter((epoch) => epoch > last))].toSorted((one, other) => other - one)
  return { kind: 'moves', moves: ahead.flatMap((epoch) => filesOf(checkpoint, epoch)) }
}

const refuse = (why: string) => ({ kind: 'refused', why }) as const

/** The checksum goes first: Spark cannot write an entry whose checksum stays behind. */
function filesOf({ files }: Checkpoint, epoch: number): readonly Move[] {
  return logs.flatMap((log) =>
    [`.${epoch}.crc`, String(epoch)].filter((name) => files[log].has(name)).map((name) => ({ log, name })),
  )
}
