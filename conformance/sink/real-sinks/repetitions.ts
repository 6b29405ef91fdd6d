import { type Found, fateIn, fateOfReplay } from './measured-entry.ts'
import type { Fate } from './measured-sinks.ts'
import { type RealRun, wordsOf } from './real-runs.ts'

/** A case that has shown lost or doubled rows, to be run again in a JVM of its own. */
export interface Repetition {
  /** The words of `cwc`. */
  readonly words: readonly string[]
  /** The scenario or the token. */
  readonly from: string
  /** Whether the same rows are lost and doubled in what the command prints with `--json`. */
  isSame(json: string): boolean
}

/** All of a sink's whose runs are repeated: each scenario, and the shrunk schedules among the generated ones. */
export function repetitionsOf(run: RealRun, { scenarios, generated }: Found): readonly Repetition[] {
  if (run.sink.isGenerated !== true || run.spark !== '3.5.8') return []
  return [
    ...scenarios
      .filter(({ fate }) => isHarmed(fate))
      .map(({ name, fate }) => ({
        words: [...wordsOf(run), '--scenario', name],
        from: name,
        isSame: (json: string) => isAlike(fate, fateIn(json)),
      })),
    ...(generated?.found ?? []).map(({ token, fate }) => ({
      words: [...wordsOf(run), '--replay', token],
      from: token,
      isSame: (json: string) => isAlike(fate, fateOfReplay(json)),
    })),
  ]
}

const isHarmed = (fate: Fate) => fate.kind === 'seen' && fate.lost.length + fate.doubled.length > 0

function isAlike(one: Fate, other: Fate): boolean {
  if (one.kind === 'broken' || other.kind === 'broken') return false
  const rows = ({ lost, doubled, early }: Fate & { kind: 'seen' }) => JSON.stringify([lost, doubled, early])
  return rows(one) === rows(other)
}
