import type { CheckpointVerdict, Finding } from './diagnosis.ts'

/** Verdicts by which a start script must not go on. */
const bad: ReadonlySet<CheckpointVerdict> = new Set(['dangerous', 'suspect', 'will not start'])

/** Whether the checkpoint must not be started from as it is. */
export const isBadVerdict = (verdict: CheckpointVerdict): boolean => bad.has(verdict)

/** What each kind of finding says of a checkpoint; remarks leave it clean. */
export const verdictOn: Readonly<Record<Finding['kind'], CheckpointVerdict>> = {
  'broken-metadata': 'will not start',
  unreadable: 'will not start',
  'commit-without-offsets': 'will not start',
  'other-shape': 'will not start',
  'offsets-ahead': 'dangerous',
  'torn-ahead': 'dangerous',
  'stray-checksum': 'dangerous',
  'old-entry': 'suspect',
  'offsets-go-back': 'suspect',
  'checksum-differs': 'suspect',
  'odd-names': 'suspect',
  'not-read': 'cannot tell',
  'gap-in-commits': 'clean',
  'unfinished-writes': 'clean',
  'no-metadata': 'clean',
  'times-say-nothing': 'clean',
  accepted: 'clean',
  'left-unread': 'clean',
}
