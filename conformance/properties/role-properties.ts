import type { Deviations } from '../../src/reference/deviations.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { coordinatorProperties } from './coordinator-properties.ts'
import { operatorProperties } from './operator-properties.ts'
import { plannerProperties } from './planner-properties.ts'
import type { RoleProperties } from './property.ts'
import { queryProperties } from './query-properties.ts'
import { taskProperties } from './task-properties.ts'

/** The properties of a role in an edition. What they know and remember is their own: it is handed back to them as it came. */
export function propertiesOf(role: Bounds['role'], deviations: Deviations): RoleProperties {
  const properties = propertiesOfPage(role)
  const always = properties.always.filter(({ unless }) => unless === undefined || !deviations.has(unless))
  return { ...properties, always }
}

function propertiesOfPage(role: Bounds['role']): RoleProperties {
  switch (role) {
    case 'planner':
      return plannerProperties as RoleProperties
    case 'operator':
      return operatorProperties as RoleProperties
    case 'task':
      return taskProperties as RoleProperties
    case 'coordinator':
      return coordinatorProperties as RoleProperties
    case 'query':
      return queryProperties as RoleProperties
  }
}
