import type { Action, Plain } from '../../../src/contract/actions.ts'
import type { Opening } from '../../../src/contract/setups.ts'
import type { Groups } from '../groups.ts'

/** What a phrase opens, and the actions that it stands for besides. */
export interface Opened {
  readonly opening: Opening
  readonly actions?: readonly Plain<Action>[]
}

/** Phrases by their text, in which `{int}` and `{string}` stand for groups, and `s?` for an s that may be missing. */
export type OpeningPhraseTable = Readonly<Record<string, (groups: Groups) => Opened>>
