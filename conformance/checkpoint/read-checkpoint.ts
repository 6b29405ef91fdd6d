import type { Checkpoint, Entry, Log, Metadata, StrayChecksum } from './checkpoint.ts'
import { checksumOf } from './checksum.ts'
import { commitIn, type EntryContent, offsetsIn } from './entry.ts'
import { parseJson } from './parse-json.ts'
import type { Bytes, Storage, Stored } from './storage.ts'

/** How much of a checkpoint is read. */
export interface Extent {
  /** Committed entries of the offset log that are read, from the newest on; those beyond the last commit always are. */
  readonly committedEntries: number
}

/**
 * Reads a checkpoint directory. A folder that is none has neither metadata nor entries.
 *
 * @throws UsageError if the storage cannot be listed
 */
export function readCheckpoint(storage: Storage, folder: string, extent: Extent): Checkpoint | undefined {
  const top = storage.list(folder)
  if (top === undefined) return undefined
  const offsetFiles = filesOf(storage, folder, 'offsets')
  const commitFiles = filesOf(storage, folder, 'commits')
  const lastCommit = Math.max(-1, ...commitFiles.epochs.slice(-1))
  const firstRead = offsetFiles.epochs.filter((epoch) => epoch <= lastCommit).at(-extent.committedEntries) ?? 0
  const files = [...offsetFiles.all, ...commitFiles.all]
  return {
    metadata: metadataOf(storage, folder, top),
    offsets: offsetFiles.epochs.map((epoch) => entryOf(storage, offsetFiles, epoch, epoch >= firstRead && offsetsIn)),
    // A start reads no commit but the last.
    commits: commitFiles.epochs.map((epoch) => entryOf(storage, commitFiles, epoch, epoch === lastCommit && commitIn)),
    strays: [...straysOf(offsetFiles), ...straysOf(commitFiles)],
    unfinished: [offsetFiles, commitFiles].flatMap(({ log, all }) =>
      all.flatMap(({ name }) => (unfinished.test(name) ? [`${log}/${name}`] : [])),
    ),
    hasChecksums: files.some(({ name }) => checksumName.test(name)),
    hasFineTimes: files.some(({ modified }) => modified !== undefined && modified % 1_000 !== 0),
    files: { offsets: new Set(offsetFiles.byName.keys()), commits: new Set(commitFiles.byName.keys()) },
    newest: files.reduce((newest, { modified }) => Math.max(newest, modified ?? newest), Number.NEGATIVE_INFINITY),
    fingerprint: JSON.stringify(
      [offsetFiles, commitFiles].map(({ all }) => all.map((file) => [file.name, file.size, file.modified])),
    ),
  }
}

const entryName = /^\d{1,15}$/
const checksumName = /^\.(\d{1,15})\.crc$/
const unfinished = /^\.+\d{1,15}\.[\da-f-]{36}\.tmp$/

/** The files of one log. */
interface LogFiles {
  readonly log: Log
  readonly folder: string
  readonly byName: ReadonlyMap<string, Stored>
  /** Sorted by name. */
  readonly all: readonly Stored[]
  /** In ascending order. */
  readonly epochs: readonly number[]
}

function filesOf(storage: Storage, checkpoint: string, log: Log): LogFiles {
  const folder = `${checkpoint}/${log}`
  const all = (storage.list(folder) ?? []).filter(({ isFolder }) => !isFolder)
  const sorted = all.toSorted((one, other) => (one.name < other.name ? -1 : 1))
  const epochs = sorted.flatMap(({ name }) => (entryName.test(name) ? [Number(name)] : []))
  return {
    log,
    folder,
    byName: new Map(sorted.map((file) => [file.name, file])),
    all: sorted,
    epochs: epochs.toSorted((one, other) => one - other),
  }
}

function entryOf(
  storage: Storage,
  files: LogFiles,
  epoch: number,
  read: false | ((bytes: Bytes) => EntryContent),
): Entry {
  const file = files.byName.get(String(epoch))
  const modified = file?.modified
  if (read === false) return { epoch, modified, content: { kind: 'unread' }, checksum: 'none' }
  const bytes = storage.read(`${files.folder}/${epoch}`)
  const crc = files.byName.has(`.${epoch}.crc`) ? storage.read(`${files.folder}/.${epoch}.crc`) : undefined
  const checksum =
    bytes.kind === 'bytes' && crc?.kind === 'bytes' ? checksumOf(bytes.bytes, crc.bytes) : ('none' as const)
  return { epoch, modified, content: read(bytes), checksum }
}

function straysOf({ log, byName }: LogFiles): readonly StrayChecksum[] {
  return [...byName.keys()].flatMap((name) => {
    const [, epoch] = checksumName.exec(name) ?? []
    return epoch === undefined || byName.has(epoch) ? [] : [{ log, epoch: Number(epoch) }]
  })
}

function metadataOf(storage: Storage, folder: string, top: readonly Stored[]): Metadata {
  if (!top.some(({ name }) => name === 'metadata')) return { kind: 'missing' }
  const bytes = storage.read(`${folder}/metadata`)
  if (bytes.kind === 'unreadable') return { kind: 'broken', why: bytes.why }
  const parsed = parseJson(bytes.bytes.toString('utf8').trim())
  if (parsed.kind === 'not-json') return { kind: 'broken', why: parsed.why }
  const { value } = parsed
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? { kind: 'id', id: value.id }
    : { kind: 'broken', why: 'no id' }
}
