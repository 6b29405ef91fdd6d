import type { Checkpoint, Entry, Metadata } from './checkpoint.ts'
import { checksumOf } from './checksum.ts'
import { commitIn, type EntryContent, offsetsIn } from './entry.ts'
import { filesOf, type LogFiles, oddNamesIn, straysIn, unfinishedIn } from './log-files.ts'
import { parseJson } from './parse-json.ts'
import { type Bytes, type Storage, StorageError, type Stored } from './storage.ts'

/** How much of a checkpoint is read. Names, sizes and times of all files always are. */
export interface Extent {
  /** The most entries of the offset log up to the last commit that are read, from the newest on. */
  readonly committed: number
  /** The most entries beyond the last commit that are read: the first ones, and the last one. */
  readonly ahead: number
  /** Whether files are held against their `.crc`. */
  readonly checksums: boolean
}

/** All that there is: for a storage that costs nothing. */
export const everything: Extent = {
  committed: Number.MAX_SAFE_INTEGER,
  ahead: Number.MAX_SAFE_INTEGER,
  checksums: true,
}

/** For a storage that takes seconds per file: at most 18 files in all. */
export const least: Extent = { committed: 8, ahead: 8, checksums: false }

/** For such a storage, if somebody wants to know of each entry: one call for each. */
export const allEntries: Extent = { ...everything, checksums: false }

/** Only what says whether a checkpoint has changed. */
export const noEntries: Extent = { committed: 0, ahead: 0, checksums: false }

/** A checkpoint directory, or why there is none to read. */
export type Reading =
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  /** `isMissing`: no such folder, and not one that cannot be read. */
  | { readonly kind: 'none'; readonly why: string; readonly isMissing: boolean }

/** Reads a checkpoint directory. A folder that is none has neither metadata nor entries. */
export function readCheckpoint(storage: Storage, folder: string, extent: Extent): Reading {
  try {
    const top = storage.list(folder)
    return top === undefined
      ? {
          kind: 'none',
          why: 'there is no such folder (the checkpoint directory of a query is wanted)',
          isMissing: true,
        }
      : { kind: 'checkpoint', checkpoint: read(storage, folder, { top, extent }) }
  } catch (error) {
    if (error instanceof StorageError) return { kind: 'none', why: error.message, isMissing: false }
    throw error
  }
}

/** The folders that a query makes in its checkpoint. */
const ofQuery: ReadonlySet<string> = new Set(['offsets', 'commits', 'sources', 'state'])

interface What {
  readonly top: readonly Stored[]
  readonly extent: Extent
}

function read(storage: Storage, folder: string, { top, extent }: What): Checkpoint {
  const offsets = filesOf(storage, folder, 'offsets')
  const commits = filesOf(storage, folder, 'commits')
  const last = commits.epochs.at(-1) ?? -1
  const wanted = new Set(epochsToRead(offsets.epochs, last, extent))
  const files = [...offsets.all, ...commits.all]
  const entry = (log: LogFiles, epoch: number, parse: false | ((bytes: Bytes) => EntryContent)) =>
    entryOf(storage, { log, epoch, parse, checksums: extent.checksums })
  return {
    isEmpty: top.every(({ name, isFolder }) => isFolder && ofQuery.has(name)) && files.length === 0,
    metadata: metadataOf(storage, folder, top),
    offsets: offsets.epochs.map((epoch) => entry(offsets, epoch, wanted.has(epoch) && offsetsIn)),
    // A start reads no commit but the last.
    commits: commits.epochs.map((epoch) => entry(commits, epoch, epoch === last && commitIn)),
    strays: [...straysIn(offsets), ...straysIn(commits)],
    oddNames: [...oddNamesIn(offsets), ...oddNamesIn(commits)],
    unfinished: [...unfinishedIn(offsets), ...unfinishedIn(commits)],
    hasChecksums: files.some(({ name }) => name.endsWith('.crc')),
    timesIn: timesIn(files),
    files: { offsets: new Set(offsets.byName.keys()), commits: new Set(commits.byName.keys()) },
    newest: files.reduce((newest, { modified }) => Math.max(newest, modified ?? newest), Number.NEGATIVE_INFINITY),
    fingerprint: JSON.stringify(
      [offsets, commits].map(({ all }) => all.map((file) => [file.name, file.size, file.modified])),
    ),
  }
}

function epochsToRead(epochs: readonly number[], last: number, { committed, ahead }: Extent): readonly number[] {
  const upToLast = epochs.filter((epoch) => epoch <= last)
  const beyond = epochs.filter((epoch) => epoch > last)
  return [
    ...upToLast.slice(Math.max(0, upToLast.length - committed)),
    ...(beyond.length <= ahead
      ? beyond
      : [...beyond.slice(0, Math.max(0, ahead - 1)), ...beyond.slice(-1)].slice(0, ahead)),
  ]
}

interface EntryToRead {
  readonly log: LogFiles
  readonly epoch: number
  readonly parse: false | ((bytes: Bytes) => EntryContent)
  readonly checksums: boolean
}

function entryOf(storage: Storage, { log, epoch, parse, checksums }: EntryToRead): Entry {
  const modified = log.byName.get(String(epoch))?.modified
  if (parse === false) return { epoch, modified, content: { kind: 'unread' }, checksum: 'none' }
  const bytes = storage.read(`${log.folder}/${epoch}`)
  const crc = checksums && log.byName.has(`.${epoch}.crc`) ? storage.read(`${log.folder}/.${epoch}.crc`) : undefined
  const checksum =
    bytes.kind === 'bytes' && crc?.kind === 'bytes' ? checksumOf(bytes.bytes, crc.bytes) : ('none' as const)
  return { epoch, modified, content: parse(bytes), checksum }
}

function timesIn(files: readonly Stored[]): number {
  const isMultiple = (unit: number) => files.every(({ modified }) => modified === undefined || modified % unit === 0)
  return [60_000, 1_000].find(isMultiple) ?? 1
}

function metadataOf(storage: Storage, folder: string, top: readonly Stored[]): Metadata {
  if (!top.some(({ name }) => name === 'metadata')) return { kind: 'missing' }
  const bytes = storage.read(`${folder}/metadata`)
  if (bytes.kind === 'unreadable') return bytes
  const parsed = parseJson(bytes.bytes.toString('utf8').trim())
  if (parsed.kind === 'too-deep') return { kind: 'unreadable', why: parsed.why }
  if (parsed.kind === 'not-json') return { kind: 'broken', why: parsed.why }
  const { value } = parsed
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? { kind: 'id', id: value.id }
    : { kind: 'broken', why: 'no id' }
}
