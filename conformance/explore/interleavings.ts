/** The edges of an acyclic graph, state by state: those of state n are `targets` from `starts[n]` up to `starts[n + 1]`. */
export interface Edges {
  readonly states: number
  readonly start: (state: number) => number
  readonly target: (edge: number) => number
}

/**
 * The number of paths from state 0 to an end, which is the number of interleavings, exact at any size. In a graph reduced by
 * symmetry each edge is still one move, so the number is that of the full graph.
 *
 * @throws Error if the graph has a cycle, which no state space has
 */
export function interleavings({ states, start, target }: Edges): bigint {
  const paths: (bigint | undefined)[] = Array.from({ length: states })
  const next = new Int32Array(states).map((_, state) => start(state))
  const onTheWay = new Uint8Array(states)
  const stack = [0]
  for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
    onTheWay[at] = 1
    const edge = next[at] ?? 0
    if (edge === start(at + 1)) {
      paths[at] = sumOf(at)
      onTheWay[at] = 0
      stack.pop()
      continue
    }
    const to = target(edge)
    if (paths[to] !== undefined) next[at] = edge + 1
    else if (onTheWay[to] === 1) throw new Error('state space: it has a cycle (every schedule has to end)')
    else stack.push(to)
  }
  return paths[0] ?? 0n

  function sumOf(state: number): bigint {
    let sum = start(state) === start(state + 1) ? 1n : 0n
    for (let edge = start(state); edge < start(state + 1); edge++) sum += paths[target(edge)] ?? 0n
    return sum
  }
}
