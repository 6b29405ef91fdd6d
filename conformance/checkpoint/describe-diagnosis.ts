import { counted } from '../counted.ts'
import { echoed, visible } from '../visible.ts'
import { describeFinding } from './describe-finding.ts'
import { describeOldOffsets } from './describe-old-offsets.ts'
import type { CheckpointDiagnosis, CheckpointVerdict, Family } from './diagnosis.ts'
import { epochsOfEarlierRun, isUncertain, readsAccepted, readsEarlierRun } from './suspect-entries.ts'
import { verdictOn } from './verdict-on.ts'

/** How much of a source's offsets is shown: a source with a thousand partitions has more. */
const mostOfOffsets = 1_000

/** How many findings of one checkpoint are shown. */
const mostFindings = 12

/** The diagnosis as text, ready for a terminal. The first line has the answer; `folder` is as the user named it, `advice` what to do. */
export function describeDiagnosis(
  folder: string,
  diagnosis: CheckpointDiagnosis,
  advice: readonly string[],
  // Something else than the checkpoint may know whose the entry is.
  isNotCertain = isUncertain(diagnosis),
): string {
  const old = describeOldOffsets(diagnosis, isNotCertain)
  const more = [...advice, ...findingsOf(diagnosis), ...factsOf(diagnosis), ...old]
  return [
    `${visible(folder)}: ${labelOf(diagnosis.verdict, isNotCertain)}: ${answerOf(diagnosis, isNotCertain)}`,
    ...more.map((line) => `  ${line}`),
  ].join('\n')
}

/** The same for a checkpoint that was mended: `after` is the diagnosis behind the repair, `done` what the repair did. */
export function describeMended(
  folder: string,
  { before, after }: { readonly before: CheckpointDiagnosis; readonly after: CheckpointDiagnosis },
  done: readonly string[],
): string {
  const isNotCertain = isUncertain(after)
  const more = [...done, `It was ${before.verdict}:`, ...findingsOf(before), ...factsOf(before)]
  return [
    `${visible(folder)}: ${labelOf(after.verdict, isNotCertain, 'mended')}: ${answerOf(after, isNotCertain)}`,
    ...more.map((line) => `  ${line}`),
  ].join('\n')
}

/** The first words of the answer: nobody must take a checkpoint for clean of which that is not known. */
export const labelOf = (verdict: CheckpointVerdict, isNotCertain: boolean, clean = 'clean'): string =>
  verdict === 'clean' ? `${clean}${isNotCertain ? ', but not certain' : ''}` : verdict

function answerOf(diagnosis: CheckpointDiagnosis, isNotCertain: boolean): string {
  const { verdict, why, start } = diagnosis
  const last = start?.lastCommitted
  switch (verdict) {
    case 'clean':
      if (last === undefined) return 'no epoch is committed yet, and the next run begins where the source itself begins'
      if (readsAccepted(diagnosis))
        return `the next run reads from offsets/${last}, which is suspect, and accepted as known`
      return isNotCertain
        ? `whether offsets/${last} is the entry of an earlier run cannot be told; if it is, the next run loses or doubles rows`
        : 'the next run reads on where the last committed epoch ended'
    case 'first start':
      return 'there is no checkpoint yet (if the query has run before, the name is wrong)'
    case 'dangerous':
      return 'do not start the query yet, rows can be lost or doubled'
    case 'suspect':
      if (readsEarlierRun(diagnosis))
        return `the next start reads from offsets/${last}, which seems to be the entry of an earlier run, so rows can be lost or doubled`
      return epochsOfEarlierRun(diagnosis).length > 0
        ? 'rows may have been lost or doubled by an earlier restart; nothing shows that the next start does'
        : 'files were changed or added by hand; whether that has lost or doubled rows, or a start will, does not show'
    case 'will not start':
      return 'a continuous query fails when it starts from here'
    case 'not continuous':
      return 'a micro-batch query wrote it, and a continuous query cannot start from it'
    case 'cannot tell':
      return why ?? 'not everything that a start reads could be read'
  }
}

const severity = [
  'will not start',
  'dangerous',
  'suspect',
  'cannot tell',
  'not continuous',
  'first start',
  'clean',
] as const

/** The worst first. */
function findingsOf({ findings }: CheckpointDiagnosis): readonly string[] {
  const rank = (finding: (typeof findings)[number]) => severity.indexOf(verdictOn[finding.kind])
  const sorted = findings.toSorted((one, other) => rank(one) - rank(other))
  const more = sorted.length - mostFindings
  return [
    ...sorted.slice(0, mostFindings).map((finding) => `- ${describeFinding(finding)}`),
    ...(more > 0 ? [`- and ${counted(more, 'finding')} more (--json shows all)`] : []),
  ]
}

function factsOf({ mode, family, queryId, start }: CheckpointDiagnosis): readonly string[] {
  if (start === undefined) return []
  const query = `${mode === 'unknown' ? '' : `${mode} `}query ${queryId === undefined ? 'without an id' : echoed(queryId)}`
  const written = family === 'unknown' ? 'the release that wrote it does not show' : `written by ${families[family]}`
  if (mode === 'micro-batch') return [`${query}; ${written}`]
  const { lastCommitted: last, nextEpoch, readsFrom } = start
  const from = readsFrom ?? (last === undefined ? "the source's own beginning" : 'an entry that could not be read')
  return [
    `last committed epoch: ${last ?? 'none'}; next epoch: ${nextEpoch}; reads from: ${echoed(from, mostOfOffsets)}`,
    `${query}; ${written}`,
  ]
}

const families: Readonly<Record<Exclude<Family, 'unknown'>, string>> = {
  'spark-3.2 or later': 'Spark 3.2 or later',
  'spark-4.x': 'Spark 4',
}
