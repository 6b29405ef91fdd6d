import { counted } from '../counted.ts'
import { echoed, visible } from '../visible.ts'
import type { CheckpointDiagnosis, OldOffsets } from './diagnosis.ts'
import { readsAccepted, readsEarlierRun } from './suspect-entries.ts'

/** How many entries, and how many partitions of each, are shown. */
const mostEntries = 8
const mostPartitions = 20

/** What the entries beyond the last commit can do, in numbers if the source's offsets are numbers. */
export function describeOldOffsets(diagnosis: CheckpointDiagnosis, isNotCertain: boolean): readonly string[] {
  const { oldOffsets: old } = diagnosis
  if (old.length === 0) return []
  const shown = old.length > mostEntries ? [...old.slice(0, 4), undefined, ...old.slice(-1)] : old
  const [first] = old
  return [
    `What can happen: the next run repeats epoch ${first?.epoch} and those after it. If its last commit is one of these epochs, the restart`,
    'behind it reads on from the old entry, and not from where the run ended. Rows between the two are lost if the',
    'run ended earlier, and doubled if it ended later.',
    ...atWorst(diagnosis, isNotCertain),
    ...shown.map((entry) => (entry === undefined ? '  …' : `  offsets/${entry.epoch}: ${describeOld(entry)}`)),
  ]
}

/** The run that loses most commits an epoch without having read anything. */
function atWorst(diagnosis: CheckpointDiagnosis, isNotCertain: boolean): readonly string[] {
  const { oldOffsets: old, start } = diagnosis
  if (old.every(({ offsets }) => offsets === undefined)) return []
  if (old.every(({ positions }) => positions === undefined)) {
    return ['How many rows that are does not show: the offsets of this source are no numbers that can be compared.']
  }
  const lost = Math.max(...old.map(({ positions = [] }) => total(positions.map((one) => one.old - one.committed))))
  const doubled = Math.max(...old.map(({ positions = [] }) => total(positions.map((one) => one.committed - one.old))))
  return [
    ...(readsEarlierRun(diagnosis) || readsAccepted(diagnosis)
      ? [
          `The next start reads offsets/${start?.lastCommitted}, which seems to be the entry of an earlier run. It can skip or repeat offsets itself, so how many in all does not show.`,
        ]
      : lost > 0
        ? [
            `At most ${counted(lost, 'offset')} are skipped, over all partitions${
              isNotCertain ? `, if offsets/${start?.lastCommitted} is not the entry of an earlier run` : ''
            }.`,
          ]
        : []),
    ...(doubled > 0 ? [`At least ${counted(doubled, 'offset')} are read again.`] : []),
  ].map((line) => line.replace(/(\b1 offset) are/, '$1 is'))
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + Math.max(0, one), 0)

function describeOld({ offsets, positions }: OldOffsets): string {
  if (offsets === undefined) return 'not read, or torn'
  if (positions === undefined || positions.length === 0) return echoed(offsets, 300)
  const more = positions.length - mostPartitions
  return [
    ...positions
      .slice(0, mostPartitions)
      .map(({ partition, committed, old }) => `partition ${visible(partition)} ${comparison(old, committed)}`),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('; ')
}

function comparison(old: number, committed: number): string {
  if (old === committed) return `at ${old}, as at the last commit`
  return `at ${old}, ${Math.abs(old - committed)} ${old > committed ? 'after' : 'before'} the last commit`
}
