import { GrowableArray } from './growable-array.ts'

/** How each state was first reached: in a breadth-first search, on a shortest path. */
export interface ShortestPaths {
  /** The next state, reached from `from` by that choice. */
  add(from: number, choice: number): void
  /** The choices that lead to a state, and one more, if it is given. */
  to(state: number, choice?: number): readonly number[]
}

export function shortestPaths(): ShortestPaths {
  const parents = new GrowableArray(Int32Array)
  const choices = new GrowableArray(Uint16Array)
  parents.push(-1)
  choices.push(0)
  return {
    add(from, choice) {
      parents.push(from)
      choices.push(choice)
    },
    to(state, choice) {
      const path = choice === undefined ? [] : [choice]
      for (let at = state; at > 0; at = parents.at(at)) path.push(choices.at(at))
      return path.reverse()
    },
  }
}
