import type { Deviation } from '../../src/reference/deviations.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import type { Model } from '../../src/reference/model.ts'

/** The model with one fault in it. */
export type Mutant = Described & Fault

interface Described {
  /** What the mutant does wrong, as a verb phrase: "commits epochs out of order". */
  readonly name: string
  /** The edition that the mutant claims to implement; `document` if it is left out. */
  readonly edition?: EditionName
  /** The requirements whose own scenarios must kill the mutant. */
  readonly breaks: readonly [string, ...string[]]
}

/** How the model is changed. Text replacements are only for faults inside a decision: renaming anything in the model breaks them. */
export type Fault = Wrapped | WithoutDeviation | TextReplacement

/** A function around the model: it alters actions, states or events. */
export interface Wrapped {
  readonly wrap: Wrapper
}

/** The edition without one of its deviations. */
export interface WithoutDeviation {
  readonly without: Deviation
}

/** One piece of the model's text, replaced. */
export interface TextReplacement {
  /** The file in src/reference. */
  readonly file: string
  /** Text that occurs in the file exactly once. */
  readonly find: string
  readonly replace: string
}

/** Makes a mutant of the model. */
export type Wrapper = (model: Model) => Model
