import { echoed, visible } from '../visible.ts'
import type { Finding, TimesSayNothing } from './diagnosis.ts'

/** One finding as a sentence or two. */
export function describeFinding(finding: Finding): string {
  switch (finding.kind) {
    case 'offsets-ahead':
      return finding.epochs.length === 1
        ? `The offset log has an entry beyond the last commit: epoch ${ranges(finding.epochs)}. The next run keeps it, and writes none in its place (CE-19).`
        : `The offset log has ${finding.epochs.length} entries beyond the last commit: epochs ${ranges(finding.epochs)}. The next run keeps them, and writes none in their place (CE-19).`
    case 'torn-ahead':
      return `offsets/${finding.epoch} is torn (${visible(finding.why)}). The next run starts and reads, but never commits epoch ${finding.epoch} or a later one, and it does not fail (CE-20).`
    case 'stray-checksum':
      return `${finding.log}/.${finding.epoch}.crc has no entry. The next run writes ${finding.log}/${finding.epoch}, finds a checksum in the place of its own, and ignores the error (Multiple streaming queries are concurrently using …). ${
        finding.log === 'offsets'
          ? `Spark 4.2.0 committed epoch ${finding.epoch} all the same, and the old checksum stayed.`
          : 'After such an error it commits no epoch until a restart (CE-20).'
      }`
    case 'old-entry':
      return `offsets/${finding.epoch} was written ${seconds(finding.age)} before ${finding.isLast ? 'its commit' : `commits/${finding.epoch - 1}`}, and usually that takes ${seconds(finding.usual)}. It seems to be the entry of an earlier run (CE-19).`
    case 'offsets-go-back':
      return `The offsets go back from epoch ${finding.epoch - 1} to ${finding.epoch}: partition ${echoed(finding.partition)} from ${finding.from} to ${finding.to}. So offsets/${finding.epoch - 1} seems to be the entry of an earlier run (CE-19).`
    case 'checksum-differs':
      return `${finding.log}/${finding.epoch} does not match its .crc: it was changed, and not by Spark, or the .crc had been left there before. Spark does not notice that.`
    case 'odd-names':
      return `${shortened(finding.files)}: Spark writes no such names. A start may take such a file for an entry.`
    case 'not-read':
      return `${visible(finding.file)} could not be read: ${visible(finding.why)}.`
    case 'unreadable':
      return `A start reads ${finding.log}/${finding.epoch}: ${visible(finding.why)}. It fails with ${visible(finding.error)}.`
    case 'commit-without-offsets':
      return `commits/${finding.epoch} is there, and offsets/${finding.epoch} is not. A start fails with ${finding.error}`
    case 'other-shape':
      return `offsets/${finding.epoch} has other fields than all other entries. A start fails with ${finding.error}.`
    case 'broken-metadata':
      return `A start reads the file metadata: ${visible(finding.why)}. It fails with an exception of the JSON parser.`
    case 'gap-in-commits':
      return `Remark: the commit log has a gap: ${ranges(finding.missing)}. A start does not look at earlier commits.`
    case 'unfinished-writes':
      return `Remark: ${shortened(finding.files)}: left by a write that did not end. A start ignores it.`
    case 'no-metadata':
      return 'Remark: the file metadata is missing, so the query gets a new id.'
    case 'accepted':
      return `Remark: suspect entries are accepted as known (--known-up-to): epoch ${ranges(finding.epochs.toSorted((one, other) => one - other))}.`
    case 'left-unread':
      return `Remark: to save calls, ${finding.entries === 1 ? 'an earlier entry was' : `${finding.entries} earlier entries were`} not read (--all reads them). Offsets that go back there do not show.`
    case 'times-say-nothing':
      return `Remark: ${timesText[finding.why]}. Their age cannot tell whether they are those of an earlier run.`
  }
}

const timesText: Readonly<Record<TimesSayNothing, string>> = {
  none: 'the storage does not say when the entries were written',
  'at-once': 'all entries were written at once, as by a copy',
  'out-of-order': 'the entries were written in an order that is not that of Spark, as by a copy',
  'one-log-behind-the-other': 'one log was written behind the other, as by a copy',
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

const shortened = (files: readonly string[]) =>
  [...files.slice(0, 3).map((file) => echoed(file)), ...(files.length > 3 ? ['…'] : [])].join(', ')

function seconds(milliseconds: number): string {
  if (milliseconds < 120_000) return `${Math.round(milliseconds / 100) / 10} s`
  const minutes = milliseconds / 60_000
  return minutes < 120 ? `${Math.round(minutes)} minutes` : `${Math.round(minutes / 60)} hours`
}
