import { counted } from '../../counted.ts'
import { echoed, visible } from '../../visible.ts'
import type { Amount, CheckpointJoin, EntryOffsets, JoinFinding, OldStart } from '../report/checkpoint-join.ts'

/** How much of a source's offsets is shown. */
const mostOfOffsets = 1_000

/** What the checkpoint and the logs say of each other, as lines of text. */
export function describeJoin(join: CheckpointJoin): readonly string[] {
  switch (join.kind) {
    case 'other query':
      return [
        `- The logs are of ${join.queries.length === 1 ? 'query' : 'queries'} ${join.queries.slice(0, 5).map(visible).join(', ')}: this checkpoint is of another query, and was not compared with them.`,
      ]
    case 'unknown query':
      return ['- Nothing says whether this is the checkpoint of a query in the logs: it was not compared with them.']
    case 'several paths':
      return [
        `- Runs of the query in the logs used several checkpoints: ${join.paths.slice(0, 5).map(visible).join(', ')}. Nothing says which of them this is: it was not compared with them. Give the logs of one.`,
      ]
    case 'joined':
      // What loses or doubles rows comes first.
      return join.findings
        .map(describe)
        .toSorted(([one = ''], [other = '']) => Number(other.startsWith('!')) - Number(one.startsWith('!')))
        .flat()
  }
}

function describe(finding: JoinFinding): readonly string[] {
  switch (finding.kind) {
    case 'started-from-old-offsets':
      return [
        `! A start from old offsets (CE-19): ${finding.restarted === undefined ? 'a run that is not in the logs' : `run ${visible(finding.restarted)}`} began after epoch ${finding.old.epoch}, which run ${visible(finding.run)} had committed with the offsets of an earlier run.`,
        ...describeStart(finding, 'read on'),
      ]
    case 'next-start-is-old':
      return [
        `! The next start is one from old offsets (CE-19): run ${visible(finding.run)} committed epoch ${finding.old.epoch}, the last one, with the offsets of an earlier run.`,
        ...describeStart(finding, 'will read on'),
        '  Moving entries beyond the last commit (cwc doctor --fix) does not change that.',
      ]
    case 'overtaken':
    case 'unclear':
      return [
        `- Run ${visible(finding.run)} committed ${finding.first === finding.last ? `epoch ${finding.first}` : `epochs ${finding.first} to ${finding.last}`} with the offsets of an earlier run (CE-19). ${finding.kind === 'overtaken' ? 'No run began after one of them, so these entries lost or doubled no row.' : 'Whether a run began after one of them does not show: these logs end before, or the checkpoint is older.'}`,
      ]
    case 'start-untold':
      return [
        `- Run ${visible(finding.run)} began after epoch ${finding.behind}; ${
          finding.isOwn && finding.elsewhere !== undefined
            ? `a run had committed it at ${echoed(finding.elsewhere)}, with offsets that it had logged itself: a copy of that begins at no old entry.`
            : `the log of the run that committed it here is missing${finding.elsewhere === undefined ? '' : ` (one committed it at ${echoed(finding.elsewhere)})`}: whether that start lost or doubled rows does not show.`
        }`,
      ]
    case 'runs-elsewhere':
      return [
        `- ${finding.runs.length === 1 ? 'Run' : 'Runs'} ${finding.runs.slice(0, 5).map(visible).join(', ')}${finding.runs.length > 5 ? ' and others' : ''} of the query ${finding.path === undefined ? 'named no checkpoint' : `used another checkpoint, ${echoed(finding.path)}`}: not compared.`,
      ]
    case 'commits-missing':
      return [
        `- The logs say that epoch ${finding.inLogs} was committed, and ${finding.inCheckpoint === undefined ? 'the checkpoint has no commit' : `the last commit of the checkpoint is ${finding.inCheckpoint}`}: it is an older copy, or commits were removed.`,
      ]
    case 'commits-of-other-runs':
      return [
        finding.isBefore
          ? `- The logs show no commit, and their run began after epoch ${finding.inCheckpoint}, the last one of the checkpoint: runs before these logs committed it.`
          : `- The last commit of the checkpoint is ${finding.inCheckpoint}, and ${finding.inLogs === undefined ? 'the logs show none' : `the last one in the logs is ${finding.inLogs}`}: a run went on after the end of these logs.`,
      ]
    case 'own-entry':
      return [
        `- Run ${visible(finding.run)} logged offsets/${finding.epoch} itself, and committed the epoch: the next start reads no entry of an earlier run${finding.isOtherPath ? ', unless a run that is not in the logs has used this copy' : ''}.`,
      ]
    case 'other-path':
      return [`- Remark: the logs name ${echoed(finding.inLogs)}: this may be a copy of that checkpoint.`]
  }
}

function describeStart({ run, loggedBy, began, old, next, lost, doubled }: OldStart, reads: string): readonly string[] {
  const isKnown = lost !== undefined && doubled !== undefined
  return [
    `  run ${visible(run)} began at ${began === undefined ? "the source's own beginning" : entryText(began)}`,
    `  a start after it ${reads} from ${entryText(old)}, logged by ${loggedBy === undefined ? 'a run that is not in the logs' : `run ${visible(loggedBy)}`}`,
    ...(next === undefined ? [] : [`  run ${visible(run)} had come no further than ${entryText(next)}`]),
    isKnown
      ? `  over all partitions: ${amountText(lost, 'lost')}; ${amountText(doubled, 'doubled')}`
      : '  How many rows that are does not show: an entry is missing, or its offsets are no numbers that can be compared.',
  ]
}

const entryText = ({ epoch, offsets }: EntryOffsets) =>
  `offsets/${epoch} ${offsets === undefined ? '(not in the checkpoint any more, or torn)' : echoed(offsets, mostOfOffsets)}`

function amountText({ atLeast, atMost }: Amount, what: string): string {
  if (atMost === 0) return `nothing ${what}`
  if (atMost === undefined)
    return atLeast === 0
      ? `whether any offsets are ${what} does not show`
      : `at least ${counted(atLeast, 'offset')} ${what}`
  if (atLeast === atMost) return `${counted(atMost, 'offset')} ${what}`
  return atLeast === 0
    ? `at most ${counted(atMost, 'offset')} ${what}`
    : `${atLeast} to ${counted(atMost, 'offset')} ${what}`
}
