import { counted } from '../counted.ts'
import { visible } from '../visible.ts'
import type { CheckpointDiagnosis, CheckpointVerdict, Finding, OldOffsets } from './diagnosis.ts'

/** The diagnosis as text, ready for a terminal. The first line has the verdict; `folder` as the user named it. */
export function describeDiagnosis(folder: string, diagnosis: CheckpointDiagnosis): string {
  const { verdict, why, findings, oldOffsets } = diagnosis
  return [
    `${visible(folder)}: ${verdict}${why === undefined ? '' : `: ${why}`}`,
    ...(why === undefined ? [`  ${meanings[verdict]}`, ...factsOf(diagnosis).map((line) => `  ${line}`)] : []),
    ...findings.map((finding) => `  - ${describeFinding(finding)}`),
    ...describeOldOffsets(oldOffsets, diagnosis).map((line) => `  ${line}`),
  ].join('\n')
}

const meanings: Readonly<Record<CheckpointVerdict, string>> = {
  clean: 'A restart reads on where the last commit ended.',
  dangerous:
    'Rows can be lost or doubled after the next restart. Mend it before you start the query: cwc doctor --fix.',
  suspect: 'Something here is not as a run leaves it. Rows may have been lost or doubled already.',
  'will not start': 'A continuous query fails when it starts from here.',
  'not continuous': 'A micro-batch query wrote this. A continuous query cannot start from it: MappingException.',
  'cannot tell': '',
}

function factsOf({ mode, family, queryId, start }: CheckpointDiagnosis): readonly string[] {
  const last = start?.lastCommitted
  return [
    `mode ${mode}; written by ${family === 'unknown' ? 'a release that does not show' : family}; query ${queryId === undefined ? 'without an id' : visible(queryId)}`,
    ...(start === undefined
      ? []
      : [
          `last committed epoch ${last ?? 'none'}; next epoch ${start.nextEpoch}; reads from ${
            visible(start.readsFrom ?? (last === undefined ? "the source's own beginning" : 'nothing that it can read'))
          }`,
        ]),
  ]
}

/** One finding as a sentence. */
export function describeFinding(finding: Finding): string {
  switch (finding.kind) {
    case 'offsets-ahead':
      return `the offset log has ${counted(finding.epochs.length, 'entry').replace('entrys', 'entries')} beyond the last commit: ${ranges(finding.epochs)}. The next run keeps them, and writes no others in their place (CE-19).`
    case 'torn-ahead':
      return `offsets/${finding.epoch} is torn (${visible(finding.why)}). The next run starts, never commits epoch ${finding.epoch} or a later one, and does not fail (CE-20).`
    case 'stray-checksum':
      return `${finding.log}/.${finding.epoch}.crc has no entry. The next run cannot write ${finding.log}/${finding.epoch}, and its error is ignored.`
    case 'old-entry':
      return `offsets/${finding.epoch} is ${inSeconds(finding.before)} older than commits/${finding.epoch - 1}; commits are ${inSeconds(finding.usual)} apart. It seems to be the entry of an earlier run (CE-19).`
    case 'offsets-go-back':
      return `the offsets go back at epoch ${finding.epoch}: partition ${visible(finding.partition)} from ${finding.from} to ${finding.to}. Entries of two runs stand in one log (CE-19): rows have been lost or doubled.`
    case 'checksum-differs':
      return `${finding.log}/${finding.epoch} is not what its .crc says: the file was changed, and not by Spark. A start does not notice.`
    case 'unreadable':
      return `${finding.log}/${finding.epoch}, which a start reads: ${visible(finding.why)}. The start fails with ${visible(finding.error)}.`
    case 'commit-without-offsets':
      return `commits/${finding.epoch} is there and offsets/${finding.epoch} is not. The start fails with ${finding.error}`
    case 'other-shape':
      return `offsets/${finding.epoch} has other fields than all other entries. The start fails with ${finding.error}.`
    case 'broken-metadata':
      return `the file metadata cannot be read: ${visible(finding.why)}. The start fails.`
    case 'gap-in-commits':
      return `remark: the commit log lacks ${ranges(finding.missing)} between others. A start does not look at them.`
    case 'unfinished-writes':
      return `remark: ${counted(finding.files.length, 'file')} of an unfinished write: ${finding.files.slice(0, 3).map(visible).join(', ')}${finding.files.length > 3 ? ' …' : ''}. A start ignores them.`
    case 'no-metadata':
      return 'remark: the file metadata is missing. The query gets a new id.'
    case 'times-say-nothing':
      return 'remark: all files have the same time, as after a copy. Old entries do not show by their times.'
  }
}

/** What each entry beyond the last commit means for the restart after the next. */
function describeOldOffsets(old: readonly OldOffsets[], { start }: CheckpointDiagnosis): readonly string[] {
  const shown = old.length > 8 ? [...old.slice(0, 3), undefined, ...old.slice(-3)] : old
  if (old.length === 0 || start === undefined) return []
  const first = start.nextEpoch
  return [
    `If a run commits one of these epochs and ends, the restart behind it reads on from the old offsets of that epoch. Rows between`,
    `its true end and the old one are lost (it ended earlier) or doubled (it ended later). Old offsets from epoch ${first} on:`,
    ...shown.map((entry) => (entry === undefined ? '  …' : `  epoch ${entry.epoch}: ${describeOld(entry)}`)),
  ]
}

function describeOld({ offsets, ahead }: OldOffsets): string {
  if (offsets === undefined) return 'cannot be read'
  if (ahead === undefined || ahead.length === 0) return visible(offsets)
  return ahead
    .slice(0, 20)
    .map(({ partition, committed, old }) =>
      old === committed
        ? `partition ${visible(partition)} at ${old}`
        : `partition ${visible(partition)} at ${old}, ${Math.abs(old - committed)} ${old > committed ? 'ahead of' : 'behind'} the commit at ${committed}`,
    )
    .join('; ')
}

/** `3 to 8, 10`. */
export function ranges(epochs: readonly number[]): string {
  const runs: [number, number][] = []
  for (const epoch of epochs) {
    const last = runs.at(-1)
    if (last !== undefined && epoch === last[1] + 1) last[1] = epoch
    else runs.push([epoch, epoch])
  }
  const shown = runs.slice(0, 10).map(([from, to]) => (from === to ? String(from) : `${from} to ${to}`))
  return [...shown, ...(runs.length > 10 ? ['…'] : [])].join(', ')
}

const inSeconds = (milliseconds: number) => `${Math.round(milliseconds / 100) / 10} s`
