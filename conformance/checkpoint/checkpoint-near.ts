import { logs } from './checkpoint.ts'
import { type Storage, StorageError, type Stored } from './storage.ts'

/** How many folders are looked into: each one may cost a call of seconds. */
const mostFolders = 5

/** The checkpoint of which this is the folder of a log, or a file. */
export function checkpointAbove(storage: Storage, folder: string): string | undefined {
  const [, above] = /^(.*[^/])\/+(?:offsets|commits|metadata)(?:\/+\.?\d+(?:\.crc)?)?$/.exec(folder) ?? []
  return above !== undefined && isCheckpoint(listed(storage, above)) ? above : undefined
}

/** The only checkpoint in this folder. */
export function checkpointIn(storage: Storage, folder: string): string | undefined {
  const inside = listed(storage, folder).filter(({ isFolder, name }) => isFolder && !name.includes('.moved-'))
  if (inside.length > mostFolders) return undefined
  const [found, second] = inside.filter(({ name }) => isCheckpoint(listed(storage, `${folder}/${name}`)))
  return found === undefined || second !== undefined ? undefined : `${folder}/${found.name}`
}

const isCheckpoint = (stored: readonly Stored[]) =>
  logs.every((log) => stored.some(({ isFolder, name }) => isFolder && name === log))

function listed(storage: Storage, folder: string): readonly Stored[] {
  try {
    return storage.list(folder) ?? []
  } catch (error) {
    if (error instanceof StorageError) return []
    throw error
  }
}
