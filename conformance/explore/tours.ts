import type { Edge, Graph } from './graph.ts'

/**
 * Schedules from the first state to an end that together cover every edge, each as its choices. Each tour covers at least one edge
 * that no earlier tour has covered. The number of tours is not the minimum.
 */
export function* toursOf(graph: Graph): Generator<readonly number[]> {
  const { edges, size } = graph
  const order = endsFirst(graph)
  const gone = new Uint8Array(size)
  /** By state: the most uncovered edges that a path from it can cover, and the choice that begins that path. */
  const gain = new Int32Array(edges.length)
  const best = new Int32Array(edges.length)
  for (;;) {
    for (const state of order) {
      gain[state] = 0
      for (const [choice, { number, to }] of (edges[state] ?? []).entries()) {
        const of = (gone[number] === 1 ? 0 : 1) + (gain[to] ?? 0)
        if (choice > 0 && of <= (gain[state] ?? 0)) continue
        gain[state] = of
        best[state] = choice
      }
    }
    if ((gain[0] ?? 0) === 0) return
    const choices: number[] = []
    for (let at = 0; ; ) {
      const choice = best[at] ?? 0
      const edge: Edge | undefined = edges[at]?.[choice]
      if (edge === undefined) break
      choices.push(choice)
      gone[edge.number] = 1
      at = edge.to
    }
    yield choices
  }
}

/** The states in an order in which each follows all states that are reachable from it. */
function endsFirst({ edges }: Graph): readonly number[] {
  const order: number[] = []
  const state = new Uint8Array(edges.length)
  const stack = [0]
  for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
    if (state[at] === 0) {
      state[at] = 1
      for (const { to } of edges[at] ?? []) if (state[to] === 0) stack.push(to)
      continue
    }
    stack.pop()
    if (state[at] === 1) {
      state[at] = 2
      order.push(at)
    }
  }
  return order
}
