import type { Checkpoint } from './checkpoint.ts'
import { logs } from './checkpoint.ts'
import type { Reading } from './read-checkpoint.ts'
import type { Move } from './repair.ts'
import { type Storage, StorageError } from './storage.ts'

/** What became of a repair. */
export interface CarriedOut {
  /** The folder beside the checkpoint that has the files now. */
  readonly folder: string
  /** How many files were to be moved. */
  readonly planned: number
  readonly done: readonly Move[]
  /** Why it stopped before the end; undefined if it did not. */
  readonly stopped: string | undefined
}

/** The folder beside the checkpoint for files moved at this time, such as `orders.moved-2026-11-29T09-02-03Z`. */
export function folderBeside(checkpoint: string, now: Date): string {
  const stamp = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-')
  return `${checkpoint.replace(/\/+$/, '')}.moved-${stamp}`
}

/** A repair that is about to be made. */
export interface Work {
  readonly checkpoint: string
  readonly folder: string
  readonly moves: readonly Move[]
  readonly before: Checkpoint
  /** Reads the checkpoint a second time: if a file has come, gone or changed since the first reading, nothing is moved. */
  readonly readAgain: () => Reading
  /** Is called before the first move. */
  readonly onBegin: () => void
}

/** Moves the files. */
export function carryOut(storage: Storage, work: Work): CarriedOut {
  const { checkpoint, folder, moves } = work
  const planned = moves.length
  const now = work.readAgain()
  if (now.kind === 'none' || now.checkpoint.fingerprint !== work.before.fingerprint) {
    const stopped = 'the checkpoint changed while it was looked at, so a query seems to run on it (stop it first)'
    return { folder, planned, done: [], stopped }
  }
  try {
    for (const log of logs.filter((one) => moves.some((move) => move.log === one)))
      storage.makeFolder(`${folder}/${log}`)
    work.onBegin()
    for (const group of inOneLog(moves)) {
      const log = group[0]?.log
      const names = group.map(({ name }) => name)
      storage.move(names, `${checkpoint}/${log}`, `${folder}/${log}`)
    }
    return { folder, planned, done: moves, stopped: undefined }
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    return { folder, planned, done: moved(storage, work), stopped: error.message }
  }
}

/** Neighbours of one log, which one call moves. */
function inOneLog(moves: readonly Move[]): readonly (readonly Move[])[] {
  const groups: Move[][] = []
  for (const move of moves) {
    const last = groups.at(-1)
    if (last?.[0]?.log === move.log) last.push(move)
    else groups.push([move])
  }
  return groups
}

/** The moves that were made, as the folders show them. */
function moved(storage: Storage, { checkpoint, folder, moves }: Work): readonly Move[] {
  const namesOf = (top: string) => new Map(logs.map((log) => [log, new Set(namesIn(storage, `${top}/${log}`))]))
  const [left, there] = [namesOf(checkpoint), namesOf(folder)]
  return moves.filter(({ log, name }) => there.get(log)?.has(name) === true && left.get(log)?.has(name) !== true)
}

function namesIn(storage: Storage, folder: string): readonly string[] {
  try {
    return (storage.list(folder) ?? []).map(({ name }) => name)
  } catch (error) {
    if (error instanceof StorageError) return []
    throw error
  }
}
