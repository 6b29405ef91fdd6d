import type { Event } from '../../../src/contract/events.ts'
import type { Plan } from '../../../src/contract/values.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import { before, patch } from '../wrappers/events.ts'
import { withMemory } from '../wrappers/wrapper.ts'

const write = 'WriteToContinuousDataSourceExec'
const holdsWrite = (plan: Plan): boolean => plan.name === write || plan.children.some(holdsWrite)

/** Alters the plan that is made, and all below it, from the leaves to the top. */
const eachOperator = (change: (plan: Plan) => Plan): Wrapper => {
  const altered = (plan: Plan): Plan => change({ ...plan, children: plan.children.map(altered) })
  return patch('planned', ({ plan }) => ({ plan: altered(plan) }))
}

/** Alters the children that a planned write gets. */
const childrenOfWrite = (change: (children: readonly Plan[]) => readonly Plan[]): Wrapper =>
  eachOperator((plan) => (plan.name === write ? { ...plan, children: change(plan.children) } : plan))

const renamed =
  (from: string, to: string) =>
  (plan: Plan): Plan =>
    plan.name === from ? { ...plan, name: to } : plan

/** Where the planner notices a child that cannot be planned. */
const unplanned = "if (planned.kind === 'no-plan') return planned"

export const plannerMutants: readonly Mutant[] = [
  {
    name: 'plans a continuous write on top of every plan',
    wrap: patch('planned', ({ plan }) => ({ plan: holdsWrite(plan) ? plan : { name: write, children: [plan] } })),
    breaks: ['OP-6'],
  },
  {
    name: 'plans a projection to a continuous write',
    wrap: eachOperator(renamed('ProjectExec', write)),
    breaks: ['OP-6'],
  },
  {
    name: 'plans a continuous write once more for the query after it',
    wrap: withMemory<'planner', boolean>('planner', false, ({ state, action, take }, kept) => {
      const step = take(state, action)
      const [event] = step.events
      if (event?.kind !== 'planned') return { ...step, memory: false }
      const again: Event = { ...event, plan: { name: write, children: [event.plan] } }
      const holds = holdsWrite(event.plan)
      return { ...step, events: kept && !holds ? [again] : step.events, memory: holds }
    }),
    breaks: ['OP-6'],
  },
  {
    name: 'plans a continuous write to the write of a batch',
    wrap: eachOperator(renamed(write, 'WriteToDataSourceV2Exec')),
    breaks: ['PL-1'],
  },
  {
    name: 'plans a continuous write at the top only, and leaves it out further down',
    wrap: eachOperator((plan) => ({
      ...plan,
      children: plan.children.flatMap((child) => (child.name === write ? child.children : [child])),
    })),
    breaks: ['PL-1'],
  },
  {
    name: 'plans two continuous writes in one plan to one',
    wrap: eachOperator((plan) => {
      const [only] = plan.children
      return plan.name === write && only !== undefined && holdsWrite(only) ? only : plan
    }),
    breaks: ['PL-1'],
  },
  {
    name: 'plans a continuous write without its child',
    wrap: childrenOfWrite(() => []),
    breaks: ['PL-2'],
  },
  {
    name: 'plans the child of a continuous write twice',
    wrap: childrenOfWrite((children) => [...children, ...children]),
    breaks: ['PL-2'],
  },
  {
    name: 'puts the child of a continuous write under a projection that is not in the plan',
    wrap: childrenOfWrite((children) => [{ name: 'ProjectExec', children }]),
    breaks: ['PL-2'],
  },
  {
    name: 'leaves the child that the write was given unplanned',
    wrap: patch('planned', ({ plan }, taken) => {
      const logical = taken?.action.kind === 'plan' ? taken.action.plan : undefined
      return { plan: plan.name === write && logical !== undefined ? { ...plan, children: logical.children } : plan }
    }),
    breaks: ['PL-2'],
  },
  {
    name: 'leaves out a child that cannot be planned, and plans the rest',
    file: 'planner.ts',
    find: unplanned,
    replace: "if (planned.kind === 'no-plan') continue",
    breaks: ['PL-3'],
  },
  {
    name: 'plans what cannot be planned later',
    file: 'planner.ts',
    find: unplanned,
    replace: `if (planned.kind === 'no-plan') {
      children.push({ name: 'PlanLater', children: [] })
      continue
    }`,
    breaks: ['PL-3'],
  },
  {
    name: 'looks only right below a continuous write for what cannot be planned',
    file: 'planner.ts',
    find: unplanned,
    replace: `if (planned.kind === 'no-plan' && logical.name !== 'WriteToContinuousDataSource') continue\n    ${unplanned}`,
    breaks: ['PL-3'],
  },
  {
    name: 'throws at a child that cannot be planned, and makes a plan all the same',
    wrap: before(
      'threw',
      () => ({ kind: 'planned', actor: 'planner', plan: { name: write, children: [] } }),
      ({ before: state }) => state.role === 'planner',
    ),
    breaks: ['PL-3'],
  },
]
