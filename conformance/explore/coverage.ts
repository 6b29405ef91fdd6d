import type { Opening } from '../../src/adapters/driver.ts'
import type { Action } from '../../src/contract/actions.ts'
import type { Bounds } from '../schedules/bounds.ts'
import type { Graph } from './graph.ts'

/** How much of a graph was gone through: against the exact number of its states and edges. */
export interface CoverageReport {
  readonly bounds: Bounds
  readonly states: number
  readonly ofStates: number
  readonly edges: number
  readonly ofEdges: number
}

/** Counts which states and edges of a graph cases go through. */
export interface Coverage {
  /** A case, as far as it keeps to the graph's space: what goes out of it is not counted, nor what comes after. */
  follow(opening: Opening, actions: readonly Action[]): void
  report(): CoverageReport
}

export function coverageOf({ space, edges, size }: Graph): Coverage {
  const states = new Uint8Array(edges.length)
  const gone = new Uint8Array(size)
  const opening = JSON.stringify(space.opening)
  const prefix = JSON.stringify(space.prefix)
  const count = (marks: Uint8Array) => marks.reduce((sum, mark) => sum + mark, 0)
  return {
    follow(opened, actions) {
      if (JSON.stringify(opened) !== opening) return
      if (JSON.stringify(actions.slice(0, space.prefix.length)) !== prefix) return
      // A message that is late and one that was lost show in the same action: until it can be told, it is both.
      let here: ReadonlySet<number> = new Set([0])
      states[0] = 1
      for (const action of actions.slice(space.prefix.length)) {
        const text = JSON.stringify(action)
        const taken = [...here].flatMap((at) => edges[at]?.filter((one) => one.text === text) ?? [])
        for (const { number, to } of taken) {
          gone[number] = 1
          states[to] = 1
        }
        if (taken.length === 0) return
        here = new Set(taken.map(({ to }) => to))
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
