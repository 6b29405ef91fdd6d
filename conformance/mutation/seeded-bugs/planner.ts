import type { Event } from '../../../src/contract/events.ts'
import { withMemory } from '../wrappers/wrapper.ts'
import type { SeededBug } from './seeded-bug.ts'

/** Planners that plan most plans well. */
export const plannerBugs: readonly SeededBug[] = [
  {
    id: 'planner-merges-nested-writes',
    role: 'planner',
    edition: 'document',
    name: 'plans a write that stands on a write as one',
    story: 'A rule that collapses neighbours of one name, right for projections, has been given to all operators.',
    needsInterleaving: false,
    file: 'planner.ts',
    find: 'const planned = plan(child)',
    replace:
      "const planned = plan(child.name === logical.name && child.name.startsWith('WriteTo') ? child.children[0] : child)",
    breaks: ['PL-1'],
  },
  {
    id: 'planner-caches-by-name',
    role: 'planner',
    edition: 'document',
    name: 'plans a plan like the one before it that had the same operator on top',
    story: 'Plans are cached under a key that holds the name of the operator on top, and not what is below it.',
    needsInterleaving: false,
    wrap: withMemory<'planner', Readonly<Record<string, readonly Event[]>>>('planner', {}, (taking, cache) => {
      const { state, action, take } = taking
      const step = take(state, action)
      const { name } = action.plan
      const events = cache[name] ?? step.events
      return { state: step.state, events, memory: { ...cache, [name]: events } }
    }),
    breaks: ['PL-1'],
  },
]
