import type { Action, Plain } from '../../../src/contract/actions.ts'
import type { PlainError } from '../../../src/contract/values.ts'
import type { Groups } from '../groups.ts'
import { errorOf } from '../words.ts'

/** The announced numbers of writers and readers: they say how many "every writer" and "every reader" are. */
export interface Announced {
  readonly writers: number
  readonly readers: number
}

/** The meaning of a phrase: one action, or several in sequence. */
export type Meaning = (groups: Groups, announced: Announced) => Plain<Action> | readonly Plain<Action>[]

/** Phrases by their text, in which `{number}`, `{string}`, `{list}` and `{error}` stand for groups. */
export type ActionPhraseTable = Readonly<Record<string, Meaning>>

/** The error whose type is the group at `position`, and whose optional message is the next group. */
export function errorAt(groups: Groups, position: number): PlainError {
  return errorOf(groups.text(position), groups.raw(position + 1))
}
