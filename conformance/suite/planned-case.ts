import type { Action } from '../../src/contract/actions.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Opening } from '../../src/contract/setups.ts'
import type { Expectation } from '../assertions/expectation.ts'

/** A scenario and its place in the features. */
export interface PlacedScenario {
  readonly name: string
  readonly feature: string
  readonly rule: string | undefined
  readonly role: Role
  readonly requirements: readonly string[]
  readonly tags: readonly string[]
  /** `features/…/x.feature`, relative to the package. */
  readonly file: string
  readonly line: number
}

/** One scenario of the features, with the identity of its content. */
export interface Scenario extends PlacedScenario {
  /** The digest of its actions, expectations, role and requirements. Place and words do not matter. */
  readonly id: string
}

/** What a step of a scenario does, with its phrase resolved. */
export type CaseStep =
  | { readonly kind: 'open'; readonly opening: Opening }
  | { readonly kind: 'act'; readonly actions: readonly Action[] }
  | { readonly kind: 'expect'; readonly expectation: Expectation }

/** A step, and its place in the scenario. */
export type PlacedStep = CaseStep & {
  /** The text of the Gherkin step. */
  readonly text: string
  /** Whether a block of `When`s begins here: an expectation examines the events since the latest one. */
  readonly beginsBlock: boolean
}

/** A scenario as data: everything that is needed to run it on a driver. */
export interface PlannedCase {
  readonly scenario: Scenario
  readonly steps: readonly PlacedStep[]
}
