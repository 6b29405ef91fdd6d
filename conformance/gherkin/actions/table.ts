import type { Action, Plain } from '../../../src/contract/actions.ts'
import type { PlainError } from '../../../src/contract/values.ts'
import type { Groups } from '../groups.ts'
import { errorOf } from '../words.ts'

/** How many writers and readers the coordinator was told of: what "every writer" means. */
export interface Announced {
  readonly writers: number
  readonly readers: number
}

/** What a phrase means: one action, or several, one after the other. */
export type Meaning = (groups: Groups, announced: Announced) => Plain<Action> | readonly Plain<Action>[]

/** Phrases by the text that they are made of, in which `{number}`, `{string}`, `{list}` and `{error}` stand for groups. */
export type ActionPhraseTable = Readonly<Record<string, Meaning>>

/** The error whose type is the group at `position`, and whose message, if it has one, is the next. */
export function errorAt(groups: Groups, position: number): PlainError {
  return errorOf(groups.text(position), groups.raw(position + 1))
}
