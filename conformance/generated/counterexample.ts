import type { Driver } from '../../src/adapters/driver.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import type { Edition } from '../requirements/edition.ts'
import { shorten } from '../shrinking/shorten.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import { type Token, writeToken } from '../state-space/token.ts'
import { choosing, type Walk, walk } from '../state-space/walk.ts'
import { type CaseOutcome, checkCase } from './check-case.ts'
import { type Counterevidence, sortOf } from './counterevidence.ts'
import type { Undetermined } from './determinism.ts'
import type { Driven } from './drive-case.ts'

/** A case that shows something wrong: its token is the same case again. */
export interface Counterexample {
  readonly token: string
  readonly walk: Walk
  readonly against: Counterevidence
  readonly driven: Driven
  /** Whether the model knows no shorter case. */
  readonly isShortest: boolean
  /** The driver hung in this case or in a shorter one. The search for shorter ones ended there: each of them might cost the time limit. */
  readonly hung?: true
}

/** How many cases are tried to make a failing case smaller, and to prove that none is. */
export const mostTries = 2_000

/** A case with a finding against the implementation. */
export interface Failing {
  readonly walk: Walk
  readonly against: Counterevidence
  readonly driven: Driven
}

/**
 * The smallest case that shows the same as this one; or, if it shows something else when it is put to the driver again, what
 * it has shown the two times. If it is stopped, the smallest that it has seen.
 */
export async function smallest(
  run: {
    readonly driver: Driver
    readonly edition: Edition
    readonly signal: AbortSignal
    readonly tries?: number
    /** The driver has hung in the search for this case. */
    readonly hung?: boolean
  },
  failing: Failing,
): Promise<Counterexample | Undetermined> {
  const { driver, edition, signal } = run
  const { walk: walked } = failing
  const sort = sortOf(failing.against)
  let shown = failing
  let last = failing.driven
  let hung = run.hung === true || isHang(failing.against)
  const properties = propertiesOf(walked.space.bounds.role, edition.deviations)
  const stillFails = async (one: Walk): Promise<boolean> => {
    if (signal.aborted) return false
    const { outcome, driven } = await checkCase(driver, one, properties, edition)
    last = driven
    hung ||= isHang(outcome)
    if (signal.aborted || outcome.kind === 'agrees' || outcome.kind === 'not-supported') return false
    if (sortOf(outcome) !== sort) return false
    shown = { walk: one, against: outcome, driven }
    return true
  }
  const deviations = edition.deviations
  const again = (token: Token) => walk(stateSpaceOf(token.bounds), choosing(token.choices), deviations)
  const found = { bounds: walked.space.bounds, choices: walked.choices }
  const tries = isSlow(sort) || hung ? 0 : (run.tries ?? mostTries)
  const isShorter = async (one: Token) => !hung && (await stillFails(again(one)))
  const { token, isShortest } = await shorten(found, deviations, isShorter, tries)
  const { driven: first } = shown
  if (!(await stillFails(again(token))) && !signal.aborted) return { walk: again(token), first, second: last }
  return {
    ...{ token: writeToken(token), ...shown, isShortest: isShortest && !hung && !signal.aborted },
    ...(hung ? { hung: true } : {}),
  }
}

/** Whether the driver gave no answer within the time limit. */
export const isHang = (outcome: CaseOutcome): boolean =>
  outcome.kind === 'driver' && outcome.failure.kind === 'timed-out'

/** Whether to show it again takes a driver that has to be started again, or a long wait. */
export const isSlow = (sort: string): boolean =>
  sort === 'driver crashed' || sort === 'driver timed-out' || sort === 'driver off-protocol'
