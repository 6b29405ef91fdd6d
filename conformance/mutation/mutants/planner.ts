import type { Mutant } from '../mutant.ts'

/** Where a planned operator is put together. */
const put = "return { kind: 'planned', plan: { name: operator.planned, children } }"
/** Where a child that cannot be planned is noticed. */
const unplanned = "if (planned.kind === 'no-plan') return planned"

export const plannerMutants: readonly Mutant[] = [
  {
    name: 'plans a continuous write on top of every plan',
    file: 'planner.ts',
    find: "? { kind: 'planned', actor: 'planner', plan: planned.plan }",
    replace: `? { kind: 'planned', actor: 'planner', plan: JSON.stringify(planned.plan).includes('WriteToContinuousDataSourceExec')
          ? planned.plan
          : { name: 'WriteToContinuousDataSourceExec', children: [planned.plan] } }`,
    breaks: ['OP-6'],
  },
  {
    name: 'plans a projection to a continuous write',
    file: 'planner.ts',
    find: "planned: 'ProjectExec'",
    replace: "planned: 'WriteToContinuousDataSourceExec'",
    breaks: ['OP-6'],
  },
  {
    name: 'plans a continuous write once more for the query after it',
    file: 'planner.ts',
    find: 'return { state, events: [event] }',
    replace: `const kept = event.kind === 'planned' && JSON.stringify(event.plan).includes('WriteToContinuousDataSourceExec')
  const again = { kind: 'planned', actor: 'planner', plan: { name: 'WriteToContinuousDataSourceExec', children: [event.plan] } }
  return { state: { ...state, kept }, events: [state.kept && !kept && event.kind === 'planned' ? again : event] }`,
    breaks: ['OP-6'],
  },
  {
    name: 'plans a continuous write to the write of a batch',
    file: 'planner.ts',
    find: "planned: 'WriteToContinuousDataSourceExec'",
    replace: "planned: 'WriteToDataSourceV2Exec'",
    breaks: ['PL-1'],
  },
  {
    name: 'plans a continuous write at the top only, and leaves it out further down',
    file: 'planner.ts',
    find: 'children.push(planned.plan)',
    replace: `if (child.name === 'WriteToContinuousDataSource') children.push(...planned.plan.children)
    else children.push(planned.plan)`,
    breaks: ['PL-1'],
  },
  {
    name: 'plans two continuous writes in one plan to one',
    file: 'planner.ts',
    find: put,
    replace: `const [only] = children
  if (logical.name === 'WriteToContinuousDataSource' && JSON.stringify(only).includes('WriteToContinuousDataSourceExec'))
    return { kind: 'planned', plan: only }
  ${put}`,
    breaks: ['PL-1'],
  },
  {
    name: 'plans a continuous write without its child',
    file: 'planner.ts',
    find: put,
    replace: `const isWrite = logical.name === 'WriteToContinuousDataSource'
  return { kind: 'planned', plan: { name: operator.planned, children: isWrite ? [] : children } }`,
    breaks: ['PL-2'],
  },
  {
    name: 'plans the child of a continuous write twice',
    file: 'planner.ts',
    find: put,
    replace: `const isWrite = logical.name === 'WriteToContinuousDataSource'
  return { kind: 'planned', plan: { name: operator.planned, children: isWrite ? [...children, ...children] : children } }`,
    breaks: ['PL-2'],
  },
  {
    name: 'puts the child of a continuous write under a projection that nobody asked for',
    file: 'planner.ts',
    find: put,
    replace: `const isWrite = logical.name === 'WriteToContinuousDataSource'
  return { kind: 'planned', plan: { name: operator.planned, children: isWrite ? [{ name: 'ProjectExec', children }] : children } }`,
    breaks: ['PL-2'],
  },
  {
    name: 'leaves the child that the write was given unplanned',
    file: 'planner.ts',
    find: put,
    replace: `const isWrite = logical.name === 'WriteToContinuousDataSource'
  return { kind: 'planned', plan: { name: operator.planned, children: isWrite ? logical.children : children } }`,
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
    file: 'planner.ts',
    find: 'return { state, events: [event] }',
    replace: `const half: Event = { kind: 'planned', actor: 'planner', plan: { name: 'WriteToContinuousDataSourceExec', children: [] } }
  return { state, events: event.kind === 'threw' ? [half, event] : [event] }`,
    breaks: ['PL-3'],
  },
]
