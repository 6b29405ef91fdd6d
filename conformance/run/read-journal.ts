import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../errors.ts'
import { jsonMistake } from '../input/json-syntax.ts'
import { mostOfReport, placeIn, readTextFile, Unreadable } from '../input/read-file.ts'
import { checkedBy, deepestJson } from '../input/read-json.ts'
import { kit } from '../kit.ts'
import { echoed } from '../visible.ts'
import { type JournalHead, journalPath } from './journal.ts'
import { entrySchema, headSchema } from './journal-schema.ts'
import { type RunEntry, RunState } from './run-state.ts'

/** A run cannot be resumed. */
export class NotResumable extends UsageError {
  override readonly name = 'NotResumable'
}

/** A run that was interrupted. */
export interface InterruptedRun {
  readonly head: JournalHead
  readonly state: RunState
  /** The bytes of the lines that were written whole. */
  readonly length: number
}

/** @throws NotResumable if the folder has no interrupted run */
export function mustHaveJournal(folder: string): void {
  if (existsSync(journalPath(folder))) return
  throw new NotResumable(
    existsSync(join(folder, 'report.json'))
      ? `--resume: ${placeIn(folder)}: the run there is finished (cwc run --report DIR begins another one)`
      : `--resume: ${placeIn(folder)}: there is no interrupted run (the folder of cwc run --report DIR is wanted)`,
  )
}

/**
 * The interrupted run whose journal is in the folder. A last line that was not written whole is left out.
 *
 * @throws NotResumable, or Unreadable with the line that is wrong
 */
export function readJournal(folder: string): InterruptedRun {
  const file = journalPath(folder)
  const text = readTextFile(file, mostOfReport)
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const [first, ...others] = whole.split('\n').slice(0, -1)
  if (first === undefined) {
    throw new NotResumable(`--resume: ${placeIn(folder)}: the run was killed before its first case (start it again)`)
  }
  const head = parsedLine(first, file, 1)
  const version = versionIn(head)
  if (typeof version === 'string' && version !== kit.version) {
    throw new NotResumable(
      `--resume: ${placeIn(folder)}: version ${echoed(version, 40)} of the kit began this run, and this is version ${kit.version} (the same version is wanted)`,
    )
  }
  const state = new RunState()
  for (const [at, line] of others.entries()) {
    const value = parsedLine(line, file, at + 2)
    checkedBy(entrySchema, value, { file: `${file}:${at + 2}`, kind: 'a result of a run' })
    // As it was written, with its fields in their order. JSON has no `undefined`: such a field is missing, and the types differ only there.
    const entry = value as RunEntry
    if (state.has(entry)) {
      throw new NotResumable(
        `${placeIn(file, at + 2)}: an earlier line has this result or a part of it (each is wanted once; cwc run --report DIR begins a new run)`,
      )
    }
    state.add(entry)
  }
  const journalHead = checkedBy(headSchema, head, { file: `${file}:1`, kind: 'the head of a journal' })
  return { head: journalHead, state, length: Buffer.byteLength(whole) }
}

function parsedLine(line: string, file: string, number: number): unknown {
  // A driver may nest an answer as deeply as a report may be nested, and here it stands in a result.
  const mistake = jsonMistake(line, 2 * deepestJson)
  if (mistake === undefined) return JSON.parse(line)
  throw new Unreadable(`${placeIn(file, number, mistake.column)}: not JSON: ${mistake.what}`)
}

function versionIn(head: unknown): unknown {
  if (typeof head !== 'object' || head === null || !('same' in head)) return undefined
  const { same } = head
  return typeof same === 'object' && same !== null && 'kit' in same ? same.kit : undefined
}
