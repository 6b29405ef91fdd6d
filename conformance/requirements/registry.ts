import * as continuousExecution from './continuous-execution.ts'
import * as epochCoordinator from './epoch-coordinator.ts'
import * as epochCoordinatorRef from './epoch-coordinator-ref.ts'
import * as epochTracker from './epoch-tracker.ts'
import * as operator from './operator.ts'
import * as planner from './planner.ts'
import * as rdd from './rdd.ts'
import type { NotRequirement, Requirement } from './requirement.ts'
import { UnknownRequirement } from './unknown-requirement.ts'

/** The sentences of a page: its requirements, and the sentences that require nothing. */
export interface Registry {
  readonly requirements: readonly Requirement[]
  readonly notRequirements: readonly NotRequirement[]
}

const pages: readonly Registry[] = [
  operator,
  planner,
  rdd,
  epochCoordinator,
  epochCoordinatorRef,
  epochTracker,
  continuousExecution,
]

/** Every requirement, page by page. */
export const requirements: readonly Requirement[] = pages.flatMap((page) => page.requirements)

/** Every sentence that is no requirement, with the reason. */
export const notRequirements: readonly NotRequirement[] = pages.flatMap((page) => page.notRequirements)

const byId: ReadonlyMap<string, Requirement> = new Map(requirements.map((each) => [each.id, each]))

/** The requirement of that id, in capitals or not. Throws `UnknownRequirement`, which names the nearest ids, when there is none. */
export function requirementById(id: string): Requirement {
  const found = byId.get(id.toUpperCase())
  if (found === undefined) throw new UnknownRequirement(id, [...byId.keys()])
  return found
}
