import type { Action, Plain } from '../../src/contract/actions.ts'
import type { State } from '../../src/reference/model.ts'
import { type Candidate, keyOf } from './candidate.ts'
import { independent } from './independent.ts'
import { interchangeable } from './interchangeable.ts'
import { extendPrefix, type LinearizationPrefix, type PrefixEnd } from './linearization-prefix.ts'
import { unmatchedEvents } from './match-events.ts'
import type { Taken } from './nonconformance.ts'
import { nothingMatched, type ObservedEvents } from './observed-events.ts'
import { lastingPermissions } from './permissions.ts'
import type { Terms } from './terms.ts'

/** A prefix and the remaining actions, in independent groups: the search takes one group after the other. */
interface Node extends LinearizationPrefix {
  readonly left: readonly (readonly Plain<Action>[])[]
}

/** An attempt to explain a step: the actions so far in this order, the model's events, and the reason why it stopped. */
export interface Attempt extends PrefixEnd {
  readonly done: readonly Taken[]
  readonly left: readonly Plain<Action>[]
  readonly state: State
  /** How many observed events the attempt explains. */
  readonly matched: number
  /** Whether some actor has a permission by then, so that it may differ from the model. */
  readonly hasPermissions: boolean
}

/** The result of a search: the states after each order that explains all observed events, and the attempt that explains most. */
export interface Linearizations {
  readonly candidates: readonly Candidate[]
  readonly furthest: Attempt | undefined
  /** Whether the search tried every order: a long `together` can have more than the budget allows. */
  readonly complete: boolean
}

/** Search budget: about twice the prefixes of 12 non-interchangeable actions. */
const limit = 10_000

/**
 * Searches for the orders of the actions in which the model shows the observed events: Wing and Gong's search for linearizations,
 * depth first. It visits prefixes with the same model state and the same matched events once.
 */
export function linearizations(
  from: Candidate,
  actions: readonly Plain<Action>[],
  seen: ObservedEvents,
  terms: Terms,
): Linearizations {
  const candidates = new Map<string, Candidate>()
  const visited = new Set<string>()
  let furthest: Attempt | undefined
  let budget = limit

  const stopped = (node: Node, why: PrefixEnd, isUnspecified: boolean) => {
    const matched = node.mark.reduce((sum, count) => sum + count, 0)
    const { done, state } = node
    const hasPermissions = isUnspecified || node.permissions.length > 0
    const attempt = { done, left: node.left.flat(), state, matched, hasPermissions, ...why }
    if (furthest === undefined || isFurther(attempt, furthest)) furthest = attempt
  }

  const arrived = (candidate: Candidate) => {
    candidates.set(actions.length === 1 ? '' : keyOf(candidate), candidate)
  }

  // The reductions are valid for the reference model, not for mutants.
  const reduces = actions.length > 1 && terms.isReference
  const textOf =
    actions.length === 1
      ? () => ''
      : reduces
        ? interchangeable(actions, from.state)
        : (one: Plain<Action>) => JSON.stringify(one)
  const visit = (node: Node): void => {
    const [group, ...others] = node.left
    if (group === undefined) {
      const { over, permissions } = unmatchedEvents(node, node.state, seen, terms)
      if (over.length > 0) stopped(node, { guard: { kind: 'left-over', seen: over } }, false)
      else arrived({ state: node.state, permissions: lastingPermissions(permissions) })
      return
    }
    const tried = new Set<string>()
    for (const [index, action] of group.entries()) {
      const text = textOf(action)
      if (tried.has(text)) continue
      tried.add(text)
      const taken = extendPrefix(node, action, seen, terms)
      if (taken.kind === 'stopped') {
        stopped({ ...node, mark: taken.mark }, taken.why, taken.isUnspecified)
        continue
      }
      const rest = group.filter((_, other) => other !== index)
      const next = { ...taken.prefix, left: rest.length === 0 ? others : [rest, ...others] }
      if (actions.length > 1) {
        const key = `${next.left.flat().map(textOf).sort()} ${next.mark} ${keyOf(next)}`
        if (visited.has(key)) continue
        visited.add(key)
        if (budget-- <= 0) return
      }
      visit(next)
    }
  }

  visit({
    ...from,
    mark: nothingMatched(seen),
    done: [],
    left: reduces ? independent(actions, from.state) : [actions],
  })
  return { candidates: [...candidates.values()], furthest, complete: budget > 0 }
}

/** Whether the attempt explains more: a refused action counts least, then the number of actions decides, then that of events. */
export function isFurther(one: Attempt, other: Attempt): boolean {
  const refused = ({ guard }: Attempt) => guard.kind === 'not-enabled'
  if (refused(one) !== refused(other)) return refused(other)
  if (one.done.length !== other.done.length) return one.done.length > other.done.length
  return one.matched > other.matched
}
