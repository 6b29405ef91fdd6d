import type { Driver } from '../../src/adapters/driver.ts'
import { deviationsOf, type EditionName } from '../../src/reference/editions.ts'
import { shorten } from '../counterexample/shorten.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import { spaceOf } from '../schedules/spaces.ts'
import { type Token, writeToken } from '../schedules/token.ts'
import { choosing, type Walk, walk } from '../schedules/walk.ts'
import { type Against, sortOf } from './against.ts'
import { checkCase } from './check-case.ts'
import type { Driven } from './drive-case.ts'

/** A case that shows something wrong: its token is the same case again. */
export interface Counterexample {
  readonly token: string
  readonly walk: Walk
  readonly against: Against
  readonly driven: Driven
  /** Whether there is none that is shorter, as far as the model can tell. */
  readonly isShortest: boolean
}

/** So often a failing case is run again to make it smaller. */
export const mostTries = 2_000

/** The smallest case that shows the same as this one. */
export async function smallest(
  { driver, edition }: { readonly driver: Driver; readonly edition: EditionName },
  walked: Walk,
  sort: string,
): Promise<Counterexample> {
  const properties = propertiesOf(walked.space.bounds.role)
  const check = async (one: Walk) => {
    const { outcome, driven } = await checkCase(driver, one, properties, edition)
    const is = outcome.kind !== 'agrees' && outcome.kind !== 'not-supported' && sortOf(outcome) === sort
    return is ? { against: outcome, driven } : undefined
  }
  const deviations = deviationsOf(edition)
  const again = (token: Token) => walk(spaceOf(token.bounds), choosing(token.choices), deviations)
  const found = { bounds: walked.space.bounds, choices: walked.choices }
  const tries = isSlow(sort) ? 0 : mostTries
  const { token, isShortest } = await shorten(
    found,
    deviations,
    async (one) => (await check(again(one))) !== undefined,
    tries,
  )
  const shown = (await check(again(token))) ?? unsteady(writeToken(token))
  return { token: writeToken(token), walk: again(token), ...shown, isShortest }
}

/** What failed a moment ago does not fail any more. */
function unsteady(token: string): never {
  throw new Error(`${token} fails once and passes once: the driver does not do the same for the same actions`)
}

/** Whether to show it again takes a driver that has to be started again, or a long wait. */
export const isSlow = (sort: string): boolean => sort === 'driver crashed' || sort === 'driver timed-out'
