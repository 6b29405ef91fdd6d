import type { RowHarm } from '../verdict/tried-schedule.ts'

/** What an author can do about rows that are lost, twice or early, by the mistake behind it. */
export interface Advice {
  readonly whose: 'sink' | 'spark'
  /** One sentence. */
  readonly says: string
  /** The page that says more, and its section. */
  readonly more: string
}

const ofMistakes = 'docs/sink.md#what-an-author-can-do'

export const advice = {
  'visible when written': {
    whose: 'sink',
    says: 'Stage each row where readers do not look, and show it with the commit of its epoch only.',
    more: ofMistakes,
  },
  'visible with the writer': {
    whose: 'sink',
    says: "Let a writer's commit only name what it has staged, and show the rows of all partitions at once in the commit of the epoch.",
    more: ofMistakes,
  },
  'shows what no message names': {
    whose: 'sink',
    says: 'Let the commit of an epoch show exactly what its messages name: rows of failed or repeated writers are named by none, also where their abort has failed.',
    more: ofMistakes,
  },
  'commit is not whole': {
    whose: 'sink',
    says: 'Write all that a writer buffers in its commit, and return from the commit of an epoch when readers see all that its messages name.',
    more: ofMistakes,
  },
  'commit in parts': {
    whose: 'sink',
    says: 'Show all rows of an epoch in one step, such as one transaction or one rename, so that a commit that fails midway shows none of them.',
    more: ofMistakes,
  },
  'commit only adds': {
    whose: 'sink',
    says: 'Store the number of the epoch in the transaction that shows its rows, and replace these rows when the epoch is committed again.',
    more: ofMistakes,
  },
  'first commit wins': {
    whose: 'sink',
    says: 'Replace the rows of an epoch when it is committed again, in place of ignoring that commit: the next run may end the epoch elsewhere.',
    more: ofMistakes,
  },
  'keeps the row object': {
    whose: 'sink',
    says: 'Copy each row that a writer keeps (`row.copy()`): Spark uses the object again for the next one.',
    more: ofMistakes,
  },
  'writers share a place': {
    whose: 'sink',
    says: 'Name what a writer stages by its partition, its epoch and its task id, so that no two writers share a place.',
    more: ofMistakes,
  },
  'removes other rows': {
    whose: 'sink',
    says: 'Let a commit or an abort remove nothing but what its own writers have staged: rows of other epochs stay.',
    more: ofMistakes,
  },
  'forgets the query': {
    whose: 'sink',
    says: 'Store the id of the query (`LogicalWriteInfo.queryId`) beside the number of the epoch: another query counts its epochs from 0, too.',
    more: ofMistakes,
  },
  'never told': {
    whose: 'spark',
    says: 'Nothing: Spark goes on behind this row, and no commit that went through and that was the last of its epoch had it (CE-19). `cwc doctor` finds such a checkpoint before a restart.',
    more: 'docs/lost-rows.md',
  },
  unknown: {
    whose: 'sink',
    says: 'Look at the step behind which it shows: `--json` has each call of the sink in it.',
    more: ofMistakes,
  },
} as const satisfies Readonly<Record<string, Advice>>

export type AdviceName = keyof typeof advice

/** The requirements of a sink whose violation explains a harm, the most telling first, and the advice that each leads to. */
export const adviceByRequirement: Readonly<Record<RowHarm, readonly (readonly [id: string, name: AdviceName])[]>> = {
  lost: [
    ['SK-35', 'keeps the row object'],
    ['SK-38', 'removes other rows'],
    ['SK-36', 'writers share a place'],
    ['SK-33', 'commit is not whole'],
  ],
  doubled: [
    ['SK-35', 'keeps the row object'],
    ['SK-36', 'writers share a place'],
    ['SK-30', 'visible when written'],
    ['SK-31', 'visible with the writer'],
    ['SK-32', 'shows what no message names'],
    ['SK-37', 'shows what no message names'],
    ['SK-39', 'shows what no message names'],
    ['SK-34', 'commit only adds'],
  ],
  early: [
    ['SK-30', 'visible when written'],
    ['SK-31', 'visible with the writer'],
    ['SK-32', 'shows what no message names'],
    ['SK-37', 'shows what no message names'],
    ['SK-39', 'shows what no message names'],
  ],
}
