import type { Action } from '../../src/contract/actions.ts'
import type { Deviations } from '../../src/reference/deviations.ts'
import { open, type State, step } from '../../src/reference/model.ts'
import type { StateSpace } from '../state-space/state-space.ts'
import { textNumbering } from './text-numbering.ts'

/** Every situation of a state space and every move between two of them: the exact denominator of coverage. State 0 is the first. */
export interface Graph {
  readonly space: StateSpace
  /** By state: the edges that leave it, in the order of the moves. */
  readonly edges: readonly (readonly Edge[])[]
  /** How many edges there are. */
  readonly size: number
}

export interface Edge {
  /** The edge's own number. */
  readonly number: number
  readonly action: Action
  readonly to: number
}

/** The graph of a state space has more states than allowed. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

/**
 * The graph of the state space on the model. Partitions are distinguished, and each state includes the kit's own inputs.
 *
 * @throws TooLarge if there are more than `most` states
 */
export function graphOf(space: StateSpace, deviations: Deviations, most = 200_000): Graph {
  const numbering = textNumbering()
  let { state } = open(space.opening, deviations)
  for (const action of space.prefix) state = step(state, action).state
  const situations: { readonly env: unknown; readonly state: State }[] = [{ env: space.env, state }]
  numbering.numberOf(space.env, undefined, state)
  const edges: Edge[][] = []
  let size = 0
  for (let from = 0; from < situations.length; from++) {
    const here = situations[from] as (typeof situations)[number]
    const leaving: Edge[] = []
    for (const { action, env } of space.moves(here.env, here.state)) {
      const after = step(here.state, action).state
      const to = numbering.numberOf(env, undefined, after)
      if (to === situations.length) situations.push({ env, state: after })
      leaving.push({ number: size++, action, to })
    }
    edges.push(leaving)
    if (situations.length > most) throw new TooLarge(`state space: more than ${most} states`)
  }
  return { space, edges, size }
}
