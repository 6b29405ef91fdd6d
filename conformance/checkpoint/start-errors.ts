import type { Checkpoint, Entry, Log } from './checkpoint.ts'
import type { Finding } from './diagnosis.ts'
import { type EntryContent, unusable } from './entry.ts'
import { fieldsOf } from './positions.ts'

/**
 * Why a start fails: it reads the last entry of the commit log and the entry of the same epoch in the offset log, and nothing else.
 * The texts of Spark's errors were recorded on 2.4.8 and 3.5.8, where they are alike.
 */
export function startErrors({ offsets, commits }: Checkpoint, last: number): readonly Finding[] {
  const commit = commits.at(-1)
  if (commit === undefined) return []
  const ofCommit = unreadable('commits', commit)
  if (ofCommit !== undefined) return [ofCommit]
  const entry = offsets.find(({ epoch }) => epoch === last)
  if (entry === undefined) {
    const error = `IllegalStateException: Batch ${last} was committed without end epoch offsets!`
    return [{ kind: 'commit-without-offsets', epoch: last, error }]
  }
  const ofOffsets = unreadable('offsets', entry) ?? otherShape(offsets, entry)
  return ofOffsets === undefined ? [] : [ofOffsets]
}

function unreadable(log: Log, { epoch, content }: Entry): Finding | undefined {
  if (content.kind === 'unreadable') return { kind: 'not-read', file: `${log}/${epoch}`, why: content.why }
  const why = unusable(content)
  return why === undefined ? undefined : { kind: 'unreadable', log, epoch, why, error: errorOf(log, epoch, content) }
}

function errorOf(log: Log, epoch: number, content: EntryContent): string {
  switch (content.kind) {
    case 'empty':
      return `IllegalStateException: Failed to read log file ${log}/${epoch}. Incomplete log file${
        log === 'commits' ? ' in the offset commit log' : ''
      }`
    case 'torn':
      if (log === 'commits') return 'an exception of the JSON parser, or one that says that the version is malformed'
      return content.why.startsWith('not JSON')
        ? 'JsonEOFException (JsonParseException in Spark 2.4): Unexpected end-of-input, or another exception of the JSON parser'
        : 'NoSuchElementException: next on empty iterator, or IllegalStateException: Incomplete log file'
    case 'unknown-version':
      return `UnsupportedLogVersion, or an IllegalStateException that names the version ${content.version}`
    case 'unreadable':
    case 'offsets':
    case 'micro-batch':
    case 'commit':
    case 'unread':
      return ''
  }
}

/** The source has to read its own offsets: one that finds other field names than it writes throws. */
function otherShape(offsets: readonly Entry[], entry: Entry): Finding | undefined {
  const others = offsets.filter(({ epoch }) => epoch !== entry.epoch).flatMap(({ content }) => fieldsIn(content))
  const [fields] = others
  // Three entries that agree: fewer say too little of what the source writes.
  if (fields === undefined || others.length < 3 || others.some((one) => one !== fields)) return undefined
  if (entry.content.kind !== 'offsets' || fieldsIn(entry.content)[0] === fields) return undefined
  const error = fields.includes('runTimeMs')
    ? 'MappingException: No usable value for runTimeMs, or for value'
    : 'an exception of the source, which cannot read its own offsets'
  return { kind: 'other-shape', epoch: entry.epoch, error }
}

/** None if the content has no offsets, so that a torn entry does not speak for or against the others. */
function fieldsIn(content: EntryContent): readonly (string | undefined)[] {
  return content.kind === 'offsets' ? [fieldsOf(content.offsets)] : []
}
