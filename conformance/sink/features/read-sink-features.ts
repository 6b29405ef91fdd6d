import { counted } from '../../counted.ts'
import type { FeatureFile, FeaturePickle } from '../../feature-files/feature-pickles.ts'
import { Unreadable } from '../../input/read-file.ts'
import { type ReadScenario, readScenario } from './read-scenario.ts'

/** The first of several mistakes says enough of a file that is wrong throughout. */
const mostMistakes = 20

/** The scenarios of feature files, in their order. @throws Unreadable with FILE:LINE, one line per mistake */
export function scenariosOf(
  files: readonly FeatureFile[],
  isSelected: (pickle: FeaturePickle) => boolean = () => true,
): readonly ReadScenario[] {
  const readings = files.flatMap(({ pickles }) => pickles.filter(isSelected).map(readScenario))
  const mistakes = [
    ...files.flatMap((file) => file.mistakes),
    ...readings.flatMap((reading) => (reading.kind === 'mistaken' ? reading.mistakes : [])),
  ]
  const distinct = [...new Set(mistakes)]
  const left = distinct.length - mostMistakes
  const shown = left > 0 ? [...distinct.slice(0, mostMistakes), `… and ${counted(left, 'other mistake')}`] : distinct
  if (shown.length > 0) throw new Unreadable(shown.join('\n'))
  return readings.flatMap((reading) => (reading.kind === 'read' ? [reading.read] : []))
}
