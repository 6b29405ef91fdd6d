import type { Checkpoint, Entry } from './checkpoint.ts'
import type { CheckpointDiagnosis, CheckpointVerdict, Family, Finding, NextStart, OldOffsets } from './diagnosis.ts'
import { unusable } from './entry.ts'
import { findOldEntries } from './old-entries.ts'
import { positionsOf } from './positions.ts'
import type { Reading } from './read-checkpoint.ts'
import { startErrors } from './start-errors.ts'
import { suspectEpoch } from './suspect-entries.ts'
import { verdictOn } from './verdict-on.ts'

/**
 * What a checkpoint directory shows: whether a continuous query starts from it, from where, and whether rows can be lost or doubled
 * behind its next start. Sources: ContinuousExecution.md, getStartOffsets, addOffset and commit; CE-16 and CE-19, measured on
 * Spark 2.4.8 to 4.2.0.
 */
export function diagnose(reading: Reading, { missingOk = false, knownUpTo = -1 }: Accepted = {}): CheckpointDiagnosis {
  const isNone = reading.kind === 'none' ? reading.isMissing : reading.checkpoint.isEmpty
  if (missingOk && isNone) return { ...cannotTell(''), verdict: 'first start', why: undefined }
  return reading.kind === 'none' ? cannotTell(reading.why) : diagnosisOf(reading.checkpoint, knownUpTo)
}

/** What the user knows already of a checkpoint. */
export interface Accepted {
  /** The query may not have run yet: a missing or an empty folder is its first start. */
  readonly missingOk?: boolean
  /** Entries that are suspect up to this epoch are known, and no reason any more not to start. */
  readonly knownUpTo?: number
}

function diagnosisOf(checkpoint: Checkpoint, knownUpTo: number): CheckpointDiagnosis {
  const { metadata, offsets, commits } = checkpoint
  if (offsets.length === 0 && commits.length === 0 && checkpoint.strays.length === 0 && metadata.kind === 'missing') {
    if (checkpoint.isEmpty) return cannotTell('no checkpoint: the folder is empty')
    return cannotTell('no checkpoint: there is neither the file metadata nor an entry in offsets or commits')
  }
  const mode = modeOf(offsets)
  const start = nextStart(checkpoint)
  const findings = mode === 'micro-batch' ? [] : accept(findingsIn(checkpoint, start), knownUpTo)
  const verdict = mode === 'micro-batch' ? 'not continuous' : verdictOf(findings)
  return {
    verdict,
    mode,
    family: familyOf(checkpoint),
    queryId: metadata.kind === 'id' ? metadata.id : undefined,
    start,
    findings,
    oldOffsets: mode === 'micro-batch' ? [] : oldOffsetsOf(checkpoint, start),
    why: undefined,
  }
}

const cannotTell = (why: string): CheckpointDiagnosis => ({
  verdict: 'cannot tell',
  mode: 'unknown',
  family: 'unknown',
  queryId: undefined,
  start: undefined,
  findings: [],
  oldOffsets: [],
  why,
})

/** The newest entry that can be read decides: a query can change its mode only by a start that fails. */
function modeOf(offsets: readonly Entry[]): CheckpointDiagnosis['mode'] {
  const kinds = offsets.map(({ content }) => content.kind)
  const last = kinds.findLast((kind) => kind === 'offsets' || kind === 'micro-batch')
  if (last === undefined) return 'unknown'
  return last === 'offsets' ? 'continuous' : 'micro-batch'
}

function nextStart({ offsets, commits }: Checkpoint): NextStart {
  const lastCommitted = commits.at(-1)?.epoch
  const entry = offsets.find(({ epoch }) => epoch === lastCommitted)
  return {
    lastCommitted,
    nextEpoch: (lastCommitted ?? -1) + 1,
    readsFrom: entry === undefined ? undefined : offsetsOf(entry),
  }
}

const offsetsOf = ({ content }: Entry) => (content.kind === 'offsets' ? content.offsets : undefined)

function findingsIn(checkpoint: Checkpoint, start: NextStart): readonly Finding[] {
  const { metadata, strays } = checkpoint
  const last = start.lastCommitted ?? -1
  return [
    ...(metadata.kind === 'broken' ? [{ kind: 'broken-metadata', why: metadata.why } as const] : []),
    ...(metadata.kind === 'unreadable' ? [{ kind: 'not-read', file: 'metadata', why: metadata.why } as const] : []),
    ...startErrors(checkpoint, last),
    ...findAhead(checkpoint, last),
    ...strays.filter(({ epoch }) => epoch > last).map((stray) => ({ kind: 'stray-checksum', ...stray }) as const),
    ...findOldEntries(checkpoint, last),
    ...findStepsBack(checkpoint.offsets),
    ...findChangedFiles(checkpoint),
    ...(checkpoint.oddNames.length > 0 ? [{ kind: 'odd-names', files: checkpoint.oddNames } as const] : []),
    ...findGap(checkpoint.commits),
    ...(checkpoint.unfinished.length > 0 ? [{ kind: 'unfinished-writes', files: checkpoint.unfinished } as const] : []),
    ...(metadata.kind === 'missing' ? [{ kind: 'no-metadata' } as const] : []),
    ...findUnread(checkpoint, last),
  ]
}

function findAhead({ offsets }: Checkpoint, last: number): readonly Finding[] {
  const ahead = offsets.filter(({ epoch }) => epoch > last)
  if (ahead.length === 0) return []
  return [
    { kind: 'offsets-ahead', epochs: ahead.map(({ epoch }) => epoch) },
    ...ahead.flatMap(({ epoch, content }): readonly Finding[] => {
      const why = unusable(content)
      return why === undefined ? [] : [{ kind: 'torn-ahead', epoch, why }]
    }),
  ]
}

/** Per pair of entries at most one step back, that of its first partition. */
function findStepsBack(offsets: readonly Entry[]): readonly Finding[] {
  const findings: Finding[] = []
  let before: ReturnType<typeof positionsOf>
  for (const entry of offsets) {
    const text = offsetsOf(entry)
    const now = text === undefined ? undefined : positionsOf(text)
    const [back] = [...(now ?? [])].filter(([partition, position]) => position < (before?.get(partition) ?? position))
    if (back !== undefined) {
      const [partition, to] = back
      findings.push({ kind: 'offsets-go-back', epoch: entry.epoch, partition, from: before?.get(partition) ?? to, to })
    }
    before = now ?? before
  }
  return findings
}

function findChangedFiles({ offsets, commits }: Checkpoint): readonly Finding[] {
  const inLog = (log: 'offsets' | 'commits', entries: readonly Entry[]) =>
    entries
      .filter(({ checksum, content }) => checksum === 'differs' && unusable(content) === undefined)
      .map(({ epoch }) => ({ kind: 'checksum-differs', log, epoch }) as const)
  return [...inLog('offsets', offsets), ...inLog('commits', commits)]
}

function findUnread({ offsets }: Checkpoint, last: number): readonly Finding[] {
  const unread = offsets.filter(({ epoch, content }) => epoch <= last && content.kind === 'unread')
  return unread.length === 0 ? [] : [{ kind: 'left-unread', entries: unread.length }]
}

function findGap(commits: readonly Entry[]): readonly Finding[] {
  const epochs = new Set(commits.map(({ epoch }) => epoch))
  const [first = 0, last = -1] = [commits[0]?.epoch, commits.at(-1)?.epoch]
  // A hole of a million epochs is no list to show, and no gap either.
  if (last - first > 1_000_000) return []
  const missing = Array.from({ length: last - first + 1 }, (_, at) => first + at).filter((epoch) => !epochs.has(epoch))
  return missing.length === 0 ? [] : [{ kind: 'gap-in-commits', missing }]
}

function accept(findings: readonly Finding[], upTo: number): readonly Finding[] {
  const isKnown = (finding: Finding) => (suspectEpoch(finding) ?? Number.POSITIVE_INFINITY) <= upTo
  const epochs = new Set(findings.filter(isKnown).flatMap((finding) => suspectEpoch(finding) ?? []))
  if (epochs.size === 0) return findings
  return [...findings.filter((finding) => !isKnown(finding)), { kind: 'accepted', epochs: [...epochs] }]
}

function verdictOf(findings: readonly Finding[]): CheckpointVerdict {
  const verdicts = new Set(findings.map(({ kind }) => verdictOn[kind]))
  return (
    (['will not start', 'dangerous', 'suspect', 'cannot tell'] as const).find((verdict) => verdicts.has(verdict)) ??
    'clean'
  )
}

function oldOffsetsOf({ offsets }: Checkpoint, { lastCommitted = -1, readsFrom }: NextStart): readonly OldOffsets[] {
  const committed = readsFrom === undefined ? undefined : positionsOf(readsFrom)
  return offsets
    .filter(({ epoch }) => epoch > lastCommitted)
    .map((entry) => {
      const text = offsetsOf(entry)
      const old = text === undefined ? undefined : positionsOf(text)
      const positions =
        old === undefined || committed === undefined
          ? undefined
          : [...old].flatMap(([partition, position]) => {
              const from = committed.get(partition)
              return from === undefined ? [] : [{ partition, committed: from, old: position }]
            })
      return { epoch: entry.epoch, offsets: text, positions }
    })
}

function familyOf({ offsets, commits, hasChecksums }: Checkpoint): Family {
  const versions = [...offsets, ...commits].map(({ content }) => ('version' in content ? Number(content.version) : 1))
  if (versions.some((version) => version > 1)) return 'spark-4.x'
  return hasChecksums ? 'spark-3.2 or later' : 'unknown'
}
