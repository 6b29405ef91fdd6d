import type { Log, StrayChecksum } from './checkpoint.ts'
import type { Storage, Stored } from './storage.ts'

/** The files of one log. */
export interface LogFiles {
  readonly log: Log
  readonly folder: string
  readonly byName: ReadonlyMap<string, Stored>
  /** Sorted by name. */
  readonly all: readonly Stored[]
  /** The epochs of the entries, in ascending order. */
  readonly epochs: readonly number[]
}

/** A number as Spark writes it, small enough to be counted with. */
const epoch = '(?:0|[1-9]\\d{0,14})'
const entryName = new RegExp(`^${epoch}$`)
const checksumName = new RegExp(`^\\.(${epoch})\\.crc$`)
const unfinished = /^\.+\d{1,19}\.[\da-f-]{36}\.tmp$/
/** What Java's `toLong` reads, and Spark therefore takes for an entry. */
const number = /^[+-]?\d{1,19}$/

/** The files of a log; none if its folder is missing. @throws StorageError */
export function filesOf(storage: Storage, checkpoint: string, log: Log): LogFiles {
  const folder = `${checkpoint}/${log}`
  const files = (storage.list(folder) ?? []).filter(({ isFolder }) => !isFolder)
  const all = files.toSorted((one, other) => (one.name < other.name ? -1 : 1))
  const epochs = all.flatMap(({ name }) => (entryName.test(name) ? [Number(name)] : []))
  return {
    log,
    folder,
    byName: new Map(all.map((file) => [file.name, file])),
    all,
    epochs: epochs.toSorted((one, other) => one - other),
  }
}

/** The `.crc` files without an entry. */
export function straysIn({ log, byName }: LogFiles): readonly StrayChecksum[] {
  return [...byName.keys()].flatMap((name) => {
    const [, of] = checksumName.exec(name) ?? []
    return of === undefined || byName.has(of) ? [] : [{ log, epoch: Number(of) }]
  })
}

/** Names that are numbers, but not as Spark writes them: `007`. */
export const oddNamesIn = ({ log, all }: LogFiles): readonly string[] =>
  all.flatMap(({ name }) => (number.test(name) && !entryName.test(name) ? [`${log}/${name}`] : []))

/** The files of writes that did not end. */
export const unfinishedIn = ({ log, all }: LogFiles): readonly string[] =>
  all.flatMap(({ name }) => (unfinished.test(name) ? [`${log}/${name}`] : []))
