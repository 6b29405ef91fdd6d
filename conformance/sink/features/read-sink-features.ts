import { counted } from '../../counted.ts'
import { Mistakes } from '../../errors.ts'
import type { FeatureFile, FeaturePickle } from '../../feature-files/feature-pickles.ts'
import type { PhraseList } from './phrasebook.ts'
import { type ReadScenario, readScenario } from './read-scenario.ts'

/** The first of several mistakes says enough of a file that is wrong throughout. */
const mostMistakes = 20

/** The scenarios of feature files, in their order. @throws Mistakes with FILE:LINE, and once the phrases that there are */
export function scenariosOf(
  files: readonly FeatureFile[],
  isSelected: (pickle: FeaturePickle) => boolean = () => true,
): readonly ReadScenario[] {
  const readings = files.flatMap(({ pickles }) => pickles.filter(isSelected).map(readScenario))
  const mistaken = readings.filter((reading) => reading.kind === 'mistaken')
  const mistakes = [...files.flatMap((file) => file.mistakes), ...mistaken.flatMap((reading) => reading.mistakes)]
  const distinct = [...new Set(mistakes)]
  const left = distinct.length - mostMistakes
  const shown = left > 0 ? [...distinct.slice(0, mostMistakes), `… and ${counted(left, 'other mistake')}`] : distinct
  if (shown.length > 0)
    throw new Mistakes(shown, [...new Set(mistaken.flatMap(({ wanted }) => wanted))].flatMap(listed))
  return readings.flatMap((reading) => (reading.kind === 'read' ? [reading.read] : []))
}

const listed = ({ of, shown }: PhraseList): readonly string[] => [
  `The ${counted(shown.length, 'phrase')} of ${of} (parts in brackets may be left out):`,
  ...shown.map((phrase) => `  ${phrase}`),
]
