// The driver of your planner: the kit's plans come in, the physical plans go out.
// Change the place that is marked. protocol.mjs speaks the protocol.

import { notNow, Subject, serve } from './protocol.mjs'

/** The logical operators of the kit, with the number of their children. */
const operators = new Map(
  Object.entries({ WriteToContinuousDataSource: 1, Project: 1, Filter: 1, LocalRelation: 0, UnresolvedRelation: 0 }),
)

class Planner extends Subject {
  plan({ plan }) {
    check(plan)
    try {
      this.event('planned', 'planner', { plan: physical(plan) })
    } catch (error) {
      this.event('threw', 'planner', { error: { type: 'AssertionError', message: error.message } })
    }
  }
}

// YOURS: let your planner plan this, and name the operators of its plan as docs/protocol.md does
function physical({ name, children }) {
  return { name, children: children.map(physical) }
}

function check({ name, children }) {
  if (operators.get(name) !== children.length) {
    throw notNow(`there is no operator ${name} with ${children.length} children`)
  }
  children.forEach(check)
}

await serve({ planner: Planner }, { name: 'my planner', version: '1', edition: 'document' })
