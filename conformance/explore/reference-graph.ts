import type { Role } from '../../src/contract/roles.ts'
import type { Deviations } from '../../src/reference/deviations.ts'
import { referenceBounds, stateSpaceOf } from '../state-space/roles.ts'
import { type Graph, graphOf } from './graph.ts'

const known = new WeakMap<Deviations, Map<Role, Graph>>()

/** The graph of a role within its reference bounds. Making one takes longer than many cases, so it is made once. */
export function referenceGraph(role: Role, deviations: Deviations): Graph {
  const graphs = known.get(deviations) ?? new Map<Role, Graph>()
  known.set(deviations, graphs)
  const graph = graphs.get(role) ?? graphOf(stateSpaceOf(referenceBounds(role)), deviations)
  graphs.set(role, graph)
  return graph
}
