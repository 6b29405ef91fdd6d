import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Opening } from '../../src/contract/setups.ts'
import { deviationsOf, isEditionName } from '../../src/reference/editions.ts'
import { open, step } from '../../src/reference/model.ts'
import { ordered } from './same-steps.ts'

/**
 * The first event that stands in a later step than in the model of the edition, if there is one. `steps` has one step more than
 * there are actions: the events of `close`. An event counts only if the model has the very same event in the earlier step, and does
 * not have it in the later one, so that an implementation that does something else is not called late.
 */
export function lateEvent(
  opening: Opening,
  actions: readonly Action[],
  steps: readonly (readonly Event[])[],
  edition: string | undefined,
): string | undefined {
  const deviations = deviationsOf(edition !== undefined && isEditionName(edition) ? edition : 'document')
  const expected: string[][] = []
  let { state } = open(opening, deviations)
  for (const action of actions) {
    const after = step(state, action)
    state = after.state
    expected.push(after.events.map(told))
  }
  const seen = steps.map((events) => events.map(told))
  for (const [at, events] of expected.entries()) {
    const missing = without(events, seen[at] ?? [])
    for (let later = at + 1; later < seen.length; later++) {
      const extra = without(seen[later] ?? [], expected[later] ?? [])
      const late = extra.find((event) => missing.includes(event))
      if (late === undefined) continue
      const where = later === actions.length ? 'the answer to close' : `step ${later}`
      return `${late} belongs to step ${at}, and came in ${where}`
    }
  }
  return undefined
}

const told = (event: Event) => JSON.stringify(ordered(event), inOrder)

/** Fields in the order of their names, whatever the driver's. */
const inOrder = (_name: string, value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))

/** The texts of `all` that remain when each of `taken` has taken one of its equals. */
function without(all: readonly string[], taken: readonly string[]): readonly string[] {
  const left = [...taken]
  return all.filter((one) => {
    const at = left.indexOf(one)
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}
