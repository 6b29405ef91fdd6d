import { type Model, open, type State, step } from '../../src/reference/model.ts'
import { interner } from '../explore/interner.ts'
import { stepOrReason } from '../oracle/candidate.ts'
import type { Nonconformance } from '../oracle/nonconformance.ts'
import { believe, type Followed, follow } from '../oracle/oracle.ts'
import type { RoleProperties } from '../properties/property.ts'
import type { Edition } from '../requirements/edition.ts'
import type { StateSpace } from '../state-space/state-space.ts'

/** The evidence against a mutant in one step, judged as an implementation would be. */
export type Difference =
  | {
      readonly kind: 'broken'
      readonly property: string
      readonly requirements: readonly string[]
      readonly how: string
    }
  | { readonly kind: 'nonconforming'; readonly why: Nonconformance }

/** Where to look for a difference. */
export interface DifferenceSearch {
  readonly space: StateSpace
  readonly edition: Edition
  readonly faulty: Model
  readonly properties: RoleProperties
  /** The maximum number of choices. */
  readonly atMost: number
  /** Whether the search looks for this difference. A schedule ends at any difference. */
  readonly isWanted?: (difference: Difference) => boolean
}

/** The shortest schedule that shows a difference. */
export interface Shortest {
  readonly choices: readonly number[]
  readonly difference: Difference
}

/**
 * The shortest choices that distinguish a mutant from the reference model. It searches breadth first through the product of the
 * kit's inputs, the observed history, the belief about the model, and the mutant's state. So it never merges two situations that
 * could continue differently (Lee and Yannakakis 1996, on distinguishing sequences). Exact for models without hidden state.
 * Undefined: no schedule of that length shows a difference.
 */
export function shortestDifference(search: DifferenceSearch): Shortest | undefined {
  const { space, edition, faulty, properties, atMost, isWanted = () => true } = search
  const deviations = edition.deviations
  const intern = interner()
  const known = new Set<string>()
  const isNew = ({ env, history, state, faultyState, followed }: Situation) => {
    const key = [env, history, state, faultyState, beliefOf(followed)].map(intern).join(' ')
    if (known.has(key)) return false
    known.add(key)
    return true
  }

  const opened = faulty.open(space.opening, deviations)
  const followed = believe(space.opening, opened.events, edition)
  if (followed.kind === 'nonconforming') {
    const difference = { kind: 'nonconforming', why: followed.why } as const
    return isWanted(difference) ? { choices: [], difference } : undefined
  }
  let first: Situation = {
    env: space.env,
    history: properties.begin(space.bounds),
    state: open(space.opening, deviations).state,
    faultyState: opened.state,
    followed,
    choices: [],
  }
  for (const action of space.prefix) {
    const next = take(search, first, { action, env: space.env })
    if (next === undefined) return undefined
    if ('kind' in next) return isWanted(next) ? { choices: [], difference: next } : undefined
    first = next
  }
  isNew(first)

  let layer: readonly Situation[] = [first]
  for (let length = 1; length <= atMost && layer.length > 0; length++) {
    const next: Situation[] = []
    for (const from of layer) {
      for (const [choice, move] of space.moves(from.env, from.state).entries()) {
        const after = take(search, from, move)
        const choices = [...from.choices, choice]
        if (after === undefined) continue
        if ('kind' in after) {
          if (isWanted(after)) return { choices, difference: after }
        } else if (isNew(after)) next.push({ ...after, choices })
      }
    }
    layer = next
  }
  return undefined
}

interface Situation {
  readonly env: unknown
  readonly history: unknown
  /** The state of the reference model, which decides the enabled moves. */
  readonly state: State
  readonly faultyState: State
  readonly followed: Followed
  readonly choices: readonly number[]
}

/** One move on both models, judged like a generated case: properties first. Undefined if the mutant refuses it. */
function take(
  { space, faulty, properties }: DifferenceSearch,
  from: Situation,
  { action, env }: Pick<ReturnType<StateSpace['moves']>[number], 'action' | 'env'>,
): Situation | Difference | undefined {
  const taken = stepOrReason(from.faultyState, action, { model: faulty })
  if (typeof taken === 'string') return undefined
  const { state: faultyState, events } = taken
  const moment = { bounds: space.bounds, env, history: from.history, action, events }
  for (const { name: property, requirements, alsoWithoutEvents, broken } of properties.always) {
    const how = events.length > 0 || alsoWithoutEvents ? broken(moment) : undefined
    if (how !== undefined) return { kind: 'broken', property, requirements, how }
  }
  const followed = from.followed.kind === 'conforming' ? follow(from.followed.belief, action, events) : from.followed
  if (followed.kind === 'nonconforming') return { kind: 'nonconforming', why: followed.why }
  const history = events.length > 0 ? properties.after(from.history, events) : from.history
  return { env, history, state: step(from.state, action).state, faultyState, followed, choices: from.choices }
}

/** History is part of the key only when an actor is unconstrained, because invariants then read it. */
function beliefOf(followed: Followed): unknown {
  if (followed.kind !== 'conforming') return followed.kind
  const { candidates, complete, past } = followed.belief
  return [candidates, complete, candidates.some(({ permissions }) => permissions.length > 0) ? past : undefined]
}
