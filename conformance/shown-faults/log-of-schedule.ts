import type { Model } from '../../src/reference/model.ts'
import { judgeLogs } from '../check-strength/judge-logs.ts'
import { printFiles } from '../check-strength/print-files.ts'
import { printTrace } from '../check-strength/print-trace.ts'
import { type ReleaseLines, releases } from '../check-strength/release-lines.ts'
import type { Edition } from '../requirements/edition.ts'
import { editionOf } from '../requirements/edition.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import { walk } from '../state-space/walk.ts'

/** So many ordinary moves follow a schedule in its log: what is wrong may show in a later line. */
const movesAfter = 12

/** Whether `cwc check` finds the requirement violated in the log of a mutant that plays the schedule, and some moves after it. */
export function isViolatedInLog(
  requirement: string,
  bounds: Bounds,
  choices: readonly number[],
  { faulty, edition }: { readonly faulty: Model; readonly edition: Edition },
): boolean {
  const space = stateSpaceOf(bounds)
  const release = releaseOf(edition)
  const { deviations } = edition.name === 'document' ? editionOf(release.edition) : edition
  let at = 0
  const played = walk(
    space,
    (moves) => {
      const choice = choices[at]
      at += 1
      if (choice !== undefined) return choice
      return at <= choices.length + movesAfter && moves[0]?.fault === undefined ? 0 : undefined
    },
    deviations,
  )
  try {
    const actions = played.steps.map(({ action }) => action)
    const records = printTrace({ opening: space.opening, actions }, { model: faulty, deviations, release })
    const { requirements } = judgeLogs(printFiles(records, { layout: 'JSON', level: 'DEBUG', mode: 'local' }))
    return requirements[requirement]?.kind === 'violated'
  } catch {
    // A mutant may refuse an action that the model takes.
    return false
  }
}

/** How the release prints that is nearest to the edition. */
function releaseOf({ name }: Edition): ReleaseLines {
  const [first] = releases
  const found = releases.find(({ edition }) => edition === name) ?? releases.findLast(({ edition }) => edition < name)
  if (first === undefined) throw new Error('no release is known')
  return name === 'document' ? (releases.find(({ version }) => version === '3.5.8') ?? first) : (found ?? first)
}
