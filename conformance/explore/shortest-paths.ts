import { GrowableArray } from './growable-array.ts'

/** The path on which each state was first reached: a shortest one in a breadth-first search. */
export interface ShortestPaths {
  /** Adds the next state, reached from `from` by that choice. */
  add(from: number, choice: number): void
  /** The choices that lead to a state, with `choice` appended if it is given. */
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
