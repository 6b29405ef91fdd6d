import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import type { z } from 'zod'
import { placeIn, reasonOf } from '../input/read-file.ts'
import type { headSchema } from './journal-schema.ts'
import type { RunEntry } from './run-state.ts'

/** The file in the report folder that has the results of a run as they come, one JSON text per line. The first line is the head. */
export const journalPath = (folder: string): string => resolve(folder, 'journal.ndjson')

/** What makes a run the same one, and what is needed to go on with it. */
export type JournalHead = ReadonlyDeep<z.infer<typeof headSchema>>

type ReadonlyDeep<T> = T extends object ? { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> } : T

/** Told once, in one line, when the journal cannot be written. */
type OnFault = (message: string) => void

/**
 * The results of a run on disk. Each is with the system once `add` returns, so a kit that is killed loses only the cases under way. No
 * error ends the run: after the first one, the journal takes nothing more.
 */
export class Journal {
  readonly #path: string
  readonly #onFault: OnFault
  #file: number | undefined
  #keeps: 'everything' | 'a part' | 'nothing' = 'nothing'

  private constructor(path: string, onFault: OnFault, open: () => number) {
    this.#path = path
    this.#onFault = onFault
    this.#try(() => {
      this.#file = open()
    })
  }

  /** Begins a journal in the folder, in place of any other. */
  static begin(folder: string, head: JournalHead, onFault: OnFault): Journal {
    const path = journalPath(folder)
    const journal = new Journal(path, onFault, () => openSync(path, 'w'))
    journal.#write(head)
    if (journal.#file !== undefined) journal.#keeps = 'everything'
    return journal
  }

  /** Goes on with the journal in the folder after its first `length` bytes: a line that was not written whole is removed. */
  static goOn(folder: string, length: number, onFault: OnFault): Journal {
    const path = journalPath(folder)
    const journal = new Journal(path, onFault, () => {
      const file = openSync(path, 'r+')
      ftruncateSync(file, length)
      closeSync(file)
      return openSync(path, 'a')
    })
    journal.#keeps = journal.#file === undefined ? 'a part' : 'everything'
    return journal
  }

  /** What it has of the results so far. */
  get keeps(): 'everything' | 'a part' | 'nothing' {
    return this.#keeps
  }

  add(entry: RunEntry): void {
    this.#write(entry)
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  /** The run is finished, and its report is written. Returns why the journal is still there, in one line, if it is. */
  remove(): string | undefined {
    this.close()
    // What could not be opened is no journal.
    if (this.#keeps === 'nothing') return undefined
    try {
      rmSync(this.#path, { force: true })
      return undefined
    } catch (error) {
      return `${placeIn(this.#path)}: cannot be removed: ${reasonOf(error)}`
    }
  }

  #write(value: JournalHead | RunEntry): void {
    const file = this.#file
    if (file === undefined) return
    this.#try(() => {
      const bytes = Buffer.from(`${JSON.stringify(value)}\n`)
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    })
  }

  #try(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#file = undefined
      if (this.#keeps === 'everything') this.#keeps = 'a part'
      this.#onFault(`${placeIn(this.#path)}: cannot be written: ${reasonOf(error)}`)
    }
  }
}
