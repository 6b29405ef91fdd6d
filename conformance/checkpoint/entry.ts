import { isUtf8 } from 'node:buffer'
import { type Parsed, parseJson } from './parse-json.ts'
import type { Bytes } from './storage.ts'

/** The most bytes of an entry that the kit reads. Spark's own entries have some hundred. */
export const mostOfEntry = 8 * 2 ** 20

/** What a file of the offset log or of the commit log holds. */
export type EntryContent =
  /** The end offsets of an epoch of a continuous query: the source's own JSON, as it stands there. */
  | { readonly kind: 'offsets'; readonly version: number; readonly offsets: string }
  /** The offsets of a micro-batch: its second line has metadata where a continuous query leaves it empty. */
  | { readonly kind: 'micro-batch'; readonly version: number }
  | { readonly kind: 'commit'; readonly version: number }
  | { readonly kind: 'empty' }
  /** The file ends before its text does, or its text is not that of an entry. */
  | { readonly kind: 'torn'; readonly why: string }
  | { readonly kind: 'unknown-version'; readonly version: string }
  /** The kit cannot read it; whether Spark can is not known. */
  | { readonly kind: 'unreadable'; readonly why: string }
  /** The entry plays no part in the diagnosis, and was left unread. */
  | { readonly kind: 'unread' }

/** Why a start cannot use the content; undefined if it can, or if that is not known. */
export function unusable(content: EntryContent): string | undefined {
  switch (content.kind) {
    case 'offsets':
    case 'commit':
    case 'micro-batch':
    case 'unread':
    case 'unreadable':
      return undefined
    case 'empty':
      return 'the file is empty'
    case 'torn':
      return content.why
    case 'unknown-version':
      return `its format is ${content.version}, which no known release writes`
  }
}

/** The newest versions of the formats that a release reads: 4.2.0 has v2 of offsets and v3 of commits, earlier ones v1. */
const newest = { offsets: 2, commits: 3 } as const

/** An entry of the offset log. Spark's `OffsetSeqLog`: the version, the metadata, and one line of JSON per source. */
export function offsetsIn(bytes: Bytes): EntryContent {
  const lines = linesOf(bytes, newest.offsets)
  if (!Array.isArray(lines)) return lines.content
  const [version, metadata, ...sources] = lines
  if (metadata === undefined) return { kind: 'torn', why: 'the file ends behind its first line' }
  const source = sources.find((line) => line !== '' && line !== '-')
  const number = versionOf(version)
  if (metadata !== '') {
    const kept = parseJson(metadata)
    return kept.kind === 'json' ? { kind: 'micro-batch', version: number } : unparsed(kept)
  }
  if (source === undefined) return { kind: 'torn', why: 'the line with the offsets is missing' }
  const offsets = parseJson(source)
  return offsets.kind === 'json' ? { kind: 'offsets', version: number, offsets: source } : unparsed(offsets)
}

const unparsed = ({ kind, why }: Exclude<Parsed, { readonly kind: 'json' }>): EntryContent => ({
  kind: kind === 'too-deep' ? 'unreadable' : 'torn',
  why,
})

/** An entry of the commit log. Spark's `CommitLog`: the version, and one line of JSON that may be missing. */
export function commitIn(bytes: Bytes): EntryContent {
  const lines = linesOf(bytes, newest.commits)
  if (!Array.isArray(lines)) return lines.content
  const [version, metadata = ''] = lines
  const kept = metadata === '' ? undefined : parseJson(metadata)
  if (kept !== undefined && kept.kind !== 'json') return unparsed(kept)
  return { kind: 'commit', version: versionOf(version) }
}

/** The lines of an entry of a known version, or what the file is instead. */
function linesOf(bytes: Bytes, newestVersion: number): string[] | { readonly content: EntryContent } {
  if (bytes.kind === 'unreadable') return { content: bytes }
  if (bytes.bytes.length === 0) return { content: { kind: 'empty' } }
  if (!isUtf8(bytes.bytes)) return { content: { kind: 'torn', why: 'not UTF-8' } }
  const lines = bytes.bytes.toString('utf8').split(/\r?\n/)
  const [first = ''] = lines
  const version = versionOf(first)
  if (Number.isNaN(version)) return { content: { kind: 'torn', why: 'the first line is no version, such as v1' } }
  return version >= 1 && version <= newestVersion ? lines : { content: { kind: 'unknown-version', version: first } }
}

const versionOf = (line = '') => (/^v\d{1,9}$/.test(line) ? Number(line.slice(1)) : Number.NaN)
