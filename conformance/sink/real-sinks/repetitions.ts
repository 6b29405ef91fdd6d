import { fateIn, fateOfReplay } from './measured-entry.ts'
import type { Fate, MeasuredGenerated, MeasuredScenario, MeasuredSink } from './measured-sinks.ts'
import { isClose, nameOfRun, type RealRun, realRuns, wordsOf } from './real-runs.ts'

/** A case that has shown lost or doubled rows, to be run again in a JVM of its own. */
export interface Repetition {
  /** The words of `cwc`. */
  readonly words: readonly string[]
  /** The scenario or the token. */
  readonly from: string
  /** Whether the same rows are lost and doubled in what the command prints with `--json`. */
  isSame(json: string): boolean
}

/** The scenarios, by their names. */
export const repeatedScenarios = (run: RealRun, scenarios: readonly MeasuredScenario[]): readonly Repetition[] =>
  (isClose(run) ? scenarios : [])
    .filter(({ fate }) => isHarmed(fate))
    .map(({ name, fate }) => ({
      words: [...wordsOf(run), '--scenario', name],
      from: name,
      isSame: (json) => isAlike(fate, fateIn(json)),
    }))

/** The shrunk schedules, by their tokens. */
export const repeatedSchedules = (run: RealRun, { found }: Pick<MeasuredGenerated, 'found'>): readonly Repetition[] =>
  found.map(({ token, fate }) => ({
    words: [...wordsOf(run), '--replay', token],
    from: token,
    isSame: (json) => isAlike(fate, fateOfReplay(json)),
  }))

/** The scenarios and tokens that are to be repeated, and were not. */
export function notRepeated({ repeated, ...entry }: MeasuredSink): readonly string[] {
  const run = realRuns.find(({ name }) => name === nameOfRun(entry))
  if (run === undefined) return []
  const wanted = [
    ...repeatedScenarios(run, entry.scenarios),
    ...repeatedSchedules(run, entry.generated ?? { found: [] }),
  ]
  return wanted.map(({ from }) => from).filter((from) => repeated.every(({ of }) => of !== from))
}

const isHarmed = (fate: Fate) => fate.kind === 'seen' && fate.lost.length + fate.doubled.length > 0

/** Tasks write at the same time, so a reader may see rows of two partitions in either order. */
function isAlike(one: Fate, other: Fate): boolean {
  if (one.kind === 'broken' || other.kind === 'broken') return false
  return (['lost', 'doubled', 'early'] as const).every(
    (harm) => one[harm].toSorted().join() === other[harm].toSorted().join(),
  )
}
