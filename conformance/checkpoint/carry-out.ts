import { textOf } from '../errors.ts'
import type { Checkpoint } from './checkpoint.ts'
import { logs } from './checkpoint.ts'
import type { Move } from './repair.ts'
import type { Storage } from './storage.ts'

/** What became of a repair. */
export interface CarriedOut {
  /** The folder beside the checkpoint that has the files now. */
  readonly folder: string
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

/**
 * Moves the files. `readAgain` reads the checkpoint a second time: if a file has come, gone or changed since the first reading, nothing
 * is moved.
 */
export function carryOut(
  storage: Storage,
  {
    checkpoint,
    folder,
    moves,
    readAgain,
    before,
  }: {
    readonly checkpoint: string
    readonly folder: string
    readonly moves: readonly Move[]
    readonly before: Checkpoint
    readonly readAgain: () => Checkpoint | undefined
  },
): CarriedOut {
  if (readAgain()?.fingerprint !== before.fingerprint) {
    return {
      folder,
      done: [],
      stopped: 'the checkpoint changed while it was looked at: a query seems to run on it (stop it first)',
    }
  }
  const done: Move[] = []
  try {
    for (const log of logs.filter((one) => moves.some((move) => move.log === one)))
      storage.makeFolder(`${folder}/${log}`)
    for (const move of moves) {
      storage.move(`${checkpoint}/${move.log}/${move.name}`, `${folder}/${move.log}/${move.name}`)
      done.push(move)
    }
    return { folder, done, stopped: undefined }
  } catch (error) {
    return { folder, done, stopped: textOf(error) }
  }
}
