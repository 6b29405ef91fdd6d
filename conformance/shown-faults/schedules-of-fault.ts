import type { Action } from '../../src/contract/actions.ts'
import type { Deviations } from '../../src/reference/deviations.ts'
import { type Model, open, type State, step } from '../../src/reference/model.ts'
import { equalData } from '../assertions/equal-data.ts'
import { interner } from '../explore/interner.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { stateSpaceOf } from '../state-space/roles.ts'

/** Where to look for schedules in which a mutant does something else than the model. */
export interface Search {
  readonly bounds: Bounds
  readonly deviations: Deviations
  readonly faulty: Model
  /** The most choices of a schedule. */
  readonly atMost: number
  /** The search ends when it knows so many situations. */
  readonly mostSituations: number
}

interface Situation {
  readonly env: unknown
  readonly state: State
  readonly faultyState: State
  readonly choices: readonly number[]
}

/** The schedules at whose last action the mutant does something else than the model, the shortest first. */
export function* schedulesOfFault(search: Search): Generator<readonly number[]> {
  const { bounds, deviations, faulty, atMost, mostSituations } = search
  const space = stateSpaceOf(bounds)
  const intern = interner()
  const known = new Set<string>()
  const opened = [open(space.opening, deviations), faulty.open(space.opening, deviations)] as const
  if (!equalData(opened[0].events, opened[1].events)) return yield []
  let [state, faultyState] = [opened[0].state, opened[1].state]
  for (const action of space.prefix) {
    const [right, wrong] = [step(state, action), faulty.step(faultyState, action)]
    if (!equalData(right.events, wrong.events)) return yield []
    state = right.state
    faultyState = wrong.state
  }
  let layer: readonly Situation[] = [{ env: space.env, state, faultyState, choices: [] }]
  for (let length = 1; length <= atMost && layer.length > 0; length++) {
    const next: Situation[] = []
    for (const from of layer) {
      if (known.size > mostSituations) return
      for (const [choice, { action, env }] of space.moves(from.env, from.state).entries()) {
        const right = step(from.state, action)
        const wrong = stepOrNothing(faulty, from.faultyState, action)
        if (wrong === undefined) continue
        const choices = [...from.choices, choice]
        if (!equalData(right.events, wrong.events)) {
          yield choices
          continue
        }
        const key = [env, right.state, wrong.state].map(intern).join(' ')
        if (known.has(key)) continue
        known.add(key)
        next.push({ env, state: right.state, faultyState: wrong.state, choices })
      }
    }
    layer = next
  }
}

/** A mutant may refuse an action: then nothing shows. */
function stepOrNothing(faulty: Model, state: State, action: Action): ReturnType<Model['step']> | undefined {
  try {
    return faulty.step(state, action)
  } catch {
    return undefined
  }
}
