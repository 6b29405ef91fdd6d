import type { Plan } from '../../../src/contract/values.ts'
import { planOf, samePlan, subplans } from '../plan-text.ts'
import { errorOf } from '../words.ts'
import { causes, type EventPhraseTable, isError, of } from './table.ts'

const planner = 'planner'

/** Whether the plan has a `parent` with a direct child `name`. */
const hasChild = (name: string, parent: string, plan: Plan) =>
  subplans(plan).some((one) => one.name === parent && one.children.some((child) => child.name === name))

/** Phrases for the events of the planner. */
export const plannerEvents: EventPhraseTable = {
  'the planner makes a plan': () => of('planned', planner),
  'the planner plans (\\w+(?:\\(.+\\))?)': (g) => {
    const plan = planOf(g.text(1))
    return of('planned', planner, (e) => samePlan(e.plan, plan))
  },
  'the planner puts (\\w+) on top': (g) => of('planned', planner, (e) => e.plan.name === g.text(1)),
  'the planner puts (\\w+) right below (\\w+)': (g) =>
    of('planned', planner, (e) => hasChild(g.text(1), g.text(2), e.plan)),
  'the planner puts (\\w+) into the plan {number} times?': (g) =>
    of('planned', planner, (e) => subplans(e.plan).filter(({ name }) => name === g.text(1)).length === g.number(2)),
  'planning throws': () => of('threw', planner),
  'the planner throws (?=[A-Z]){error}': (g) =>
    of('threw', planner, (e) => isError(errorOf(g.text(1), g.raw(2)), e.error)),
  'the planner throws (?=[A-Z]){error}, caused by {error}': (g) =>
    of('threw', planner, (e) => {
      const cause = errorOf(g.text(3), g.raw(4))
      return isError(errorOf(g.text(1), g.raw(2)), e.error) && causes(e.error).some((one) => isError(cause, one))
    }),
  'the planner throws an? (\\w+)': (g) => of('threw', planner, (e) => e.error.type === g.text(1)),
}
