import type { Action } from '../../src/contract/actions.ts'
import type { Opening } from '../../src/contract/setups.ts'
import type { Bounds } from '../state-space/bounds.ts'
import type { Graph } from './graph.ts'
import { firstEpoch, shapeOfAction, shapeOfOpening } from './shape.ts'

/** How many states and edges of a graph were visited, out of their exact numbers. */
export interface CoverageReport {
  readonly bounds: Bounds
  readonly states: number
  readonly ofStates: number
  readonly edges: number
  readonly ofEdges: number
}

/** Counts the states and edges of a graph that cases visit. */
export interface Coverage {
  /**
   * Counts a case up to its first action outside of the graph's state space. Names, the values of rows and the number of the
   * first epoch make no difference.
   */
  follow(opening: Opening, actions: readonly Action[]): void
  report(): CoverageReport
}

export function coverageOf({ space, edges, size }: Graph): Coverage {
  const states = new Uint8Array(edges.length)
  const gone = new Uint8Array(size)
  const opening = shapeOfOpening(space.opening)
  const prefix = shapes(space.opening, space.prefix)
  const leaving = edges.map((all) => Map.groupBy(all, ({ action }) => shapeOfAction(action, firstEpoch(space.opening))))
  const count = (marks: Uint8Array) => marks.reduce((sum, mark) => sum + mark, 0)
  return {
    follow(opened, actions) {
      if (shapeOfOpening(opened) !== opening) return
      const done = shapes(opened, actions)
      if (prefix.some((text, index) => done[index] !== text)) return
      // A late and a lost message look the same at first, so the case is in both states until its actions tell them apart.
      let here: readonly number[] = [0]
      states[0] = 1
      for (const text of done.slice(prefix.length)) {
        const taken = here.flatMap((at) => leaving[at]?.get(text) ?? [])
        for (const { number, to } of taken) {
          gone[number] = 1
          states[to] = 1
        }
        here = [...new Set(taken.map(({ to }) => to))]
      }
    },
    report: () => ({
      bounds: space.bounds,
      states: count(states),
      ofStates: edges.length,
      edges: count(gone),
      ofEdges: size,
    }),
  }
}

function shapes(opening: Opening, actions: readonly Action[]): readonly string[] {
  return actions.map((action) => shapeOfAction(action, firstEpoch(opening)))
}
