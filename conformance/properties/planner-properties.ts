import type { Event } from '../../src/contract/events.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import type { Plan } from '../../src/contract/values.ts'
import { type PlannerEnv, write } from '../state-space/planner-moves.ts'
import { eventsOf } from './moments.ts'
import type { Always, Moment, RoleProperties, Sometimes } from './property.ts'

/** The observed history of a planner. */
export interface PlannerHistory {
  /** Whether the planner has planned a continuous write. */
  readonly hasWritten: boolean
}

type Here = Moment<PlannerEnv, PlannerHistory, 'planner'>

/** The physical node of a continuous write. */
const writeExec = 'WriteToContinuousDataSourceExec'

const isPlannable = (plan: Plan): boolean => plan.name !== 'UnresolvedRelation' && plan.children.every(isPlannable)

const count = (plan: Plan, name: string): number =>
  (plan.name === name ? 1 : 0) + plan.children.reduce((sum, child) => sum + count(child, name), 0)

/** The nodes of a name, from the top down. */
const nodes = (plan: Plan, name: string): readonly Plan[] => [
  ...(plan.name === name ? [plan] : []),
  ...plan.children.flatMap((child) => nodes(child, name)),
]

/** The plannable logical plans of this step, each with its physical plan if one was observed. */
function pairs({ action, events }: Here): readonly { readonly logical: Plan; readonly physical: Plan | undefined }[] {
  const given = plainActions(action).flatMap((one) => (one.kind === 'plan' && isPlannable(one.plan) ? [one.plan] : []))
  const planned = eventsOf(events, 'planned').map(({ plan }) => plan)
  // Plans of one step are planned in any order, so they are paired by their numbers of writes.
  const byWrites = (name: string) => (one: Plan, other: Plan) => count(one, name) - count(other, name)
  const physical = planned.toSorted(byWrites(writeExec))
  return given.toSorted(byWrites(write)).map((logical, at) => ({ logical, physical: physical[at] }))
}

/** Describes the first wrong pair; undefined if none is wrong. */
function firstWrong(here: Here, tell: (logical: Plan, physical: Plan) => string | undefined): string | undefined {
  for (const { logical, physical } of pairs(here)) {
    const how = physical && tell(logical, physical)
    if (how !== undefined) return how
  }
  return undefined
}

/** `Project(LocalRelation)` */
const inOneLine = ({ name, children }: Plan): string =>
  children.length === 0 ? name : `${name}(${children.map(inOneLine).join(', ')})`

const always: readonly Always<PlannerEnv, PlannerHistory, 'planner'>[] = [
  {
    name: 'each write in a plan becomes a WriteToContinuousDataSourceExec at the same place',
    requirements: ['PL-1'],
    speaksOf: ['planned'],
    alsoWithoutEvents: true,
    broken: (here) => {
      const without = pairs(here).find(({ logical, physical }) => count(logical, write) > 0 && physical === undefined)
      if (without !== undefined) return `a plan with a write is not planned: ${inOneLine(without.logical)}`
      return firstWrong(here, (logical, physical) => {
        const [wanted, made] = [count(logical, write), count(physical, writeExec)]
        if (made < wanted) return `writes in the physical plan: ${made} (${wanted} wanted)`
        if (logical.name === write && physical.name !== writeExec)
          return `the write at the top is planned below ${physical.name}`
        return wanted > 0 && logical.name !== write && physical.name === writeExec
          ? `the write below ${logical.name} is planned at the top`
          : undefined
      })
    },
  },
  {
    name: 'a physical write has one child, planned from the child of the logical write',
    requirements: ['PL-2'],
    speaksOf: ['planned'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, (logical, physical) => {
        const writes = nodes(logical, write)
        for (const [at, { children }] of nodes(physical, writeExec).entries()) {
          if (children.length !== 1) return `a physical write has ${children.length} children`
          const [below, planned] = [writes[at]?.children[0]?.name, children[0]?.name]
          if ((below === write) !== (planned === writeExec))
            return `the child of a write, ${below ?? 'nothing'}, is planned as ${planned ?? 'nothing'}`
        }
        return undefined
      }),
  },
  {
    name: 'planning adds no write to a plan',
    requirements: ['OP-6'],
    speaksOf: ['planned'],
    alsoWithoutEvents: false,
    broken: (here) =>
      firstWrong(here, (logical, physical) => {
        const [wanted, made] = [count(logical, write), count(physical, writeExec)]
        return made > wanted ? `writes in the physical plan: ${made} (${wanted} wanted)` : undefined
      }),
  },
]

const sometimes: readonly Sometimes<PlannerEnv, PlannerHistory, 'planner'>[] = [
  {
    name: 'a write is below another operator',
    requirements: ['PL-1'],
    needs: [],
    reached: (here) => pairs(here).some(({ logical }) => logical.name !== write && count(logical, write) > 0),
  },
  {
    name: 'one plan has two writes',
    requirements: ['PL-1'],
    needs: [],
    reached: (here) => pairs(here).some(({ logical }) => count(logical, write) > 1),
  },
  {
    name: 'a plan without a write follows a plan with a write',
    requirements: ['OP-6'],
    needs: [],
    reached: (here) => here.history.hasWritten && pairs(here).some(({ logical }) => count(logical, write) === 0),
  },
  {
    name: 'the child of a write cannot be planned',
    requirements: ['PL-3'],
    needs: ['throw'],
    reached: ({ action }) =>
      plainActions(action).some((one) => one.kind === 'plan' && !isPlannable(one.plan) && count(one.plan, write) > 0),
  },
  {
    name: 'a plan follows one that could not be planned',
    requirements: ['PL-1', 'OP-6'],
    needs: ['throw'],
    reached: (here) => here.env.faultsUsed.throw !== undefined && pairs(here).length > 0,
  },
]

export const plannerProperties: RoleProperties<PlannerEnv, PlannerHistory, 'planner'> = {
  begin: () => ({ hasWritten: false }),
  after: (history, events: readonly Event[]) =>
    eventsOf(events, 'planned').some(({ plan }) => count(plan, writeExec) > 0) ? { hasWritten: true } : history,
  always,
  sometimes,
}
