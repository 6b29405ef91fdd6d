import type { Role } from '../../src/contract/roles.ts'
import type { Deviations } from '../../src/reference/deviations.ts'
import { coordinatorProperties } from './coordinator-properties.ts'
import { operatorProperties } from './operator-properties.ts'
import { plannerProperties } from './planner-properties.ts'
import type { RoleProperties } from './property.ts'
import { queryProperties } from './query-properties.ts'
import { taskProperties } from './task-properties.ts'

/** The properties of a role in an edition. */
export function propertiesOf(role: Role, deviations: Deviations): RoleProperties {
  const properties = propertiesOfPage[role]
  const always = properties.always.filter(({ unless }) => unless === undefined || !deviations.has(unless))
  return { ...properties, always }
}

const propertiesOfPage: Readonly<Record<Role, RoleProperties>> = {
  planner: plannerProperties,
  operator: operatorProperties,
  task: taskProperties,
  coordinator: coordinatorProperties,
  query: queryProperties,
}
