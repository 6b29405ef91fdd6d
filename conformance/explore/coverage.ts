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
  /** What was visited, one bit per state and per edge, in base64: the coverage of several runs is the union of theirs. */
  readonly visited: { readonly states: string; readonly edges: string }
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
      states: countOf(states),
      ofStates: edges.length,
      edges: countOf(gone),
      ofEdges: size,
      visited: { states: written(states), edges: written(gone) },
    }),
  }
}

/** The coverage of two runs together. @throws RangeError if they are not coverages of one graph */
export function united(one: CoverageReport, other: CoverageReport): CoverageReport {
  const states = unitedMarks(one.visited.states, other.visited.states, one.ofStates)
  const edges = unitedMarks(one.visited.edges, other.visited.edges, one.ofEdges)
  return {
    ...one,
    states: countOf(states),
    edges: countOf(edges),
    visited: { states: written(states), edges: written(edges) },
  }
}

const countOf = (marks: Uint8Array) => marks.reduce((sum, mark) => sum + mark, 0)

/** One mark per byte, as one bit per mark. */
function written(marks: Uint8Array): string {
  const bits = new Uint8Array(Math.ceil(marks.length / 8))
  for (const [at, mark] of marks.entries()) bits[at >> 3] = (bits[at >> 3] ?? 0) | (mark << (at & 7))
  return Buffer.from(bits).toString('base64')
}

function unitedMarks(one: string, other: string, length: number): Uint8Array {
  const [first, second] = [Buffer.from(one, 'base64'), Buffer.from(other, 'base64')]
  const bytes = Math.ceil(length / 8)
  if (first.length !== bytes || second.length !== bytes) throw new RangeError(`not a coverage of ${length} marks`)
  return Uint8Array.from({ length }, (_, at) => (((first[at >> 3] ?? 0) | (second[at >> 3] ?? 0)) >> (at & 7)) & 1)
}

function shapes(opening: Opening, actions: readonly Action[]): readonly string[] {
  return actions.map((action) => shapeOfAction(action, firstEpoch(opening)))
}
