import { everyWay } from './difference.ts'
import { creating, title } from './digests/planner.ts'
import { type NotRequirement, observed, type Requirement, stated } from './requirement.ts'

/** WriteToContinuousDataSource.md: the logical operator, and the physical operator that it is planned as. */
export const requirements: readonly Requirement[] = [
  {
    id: 'PL-1',
    level: 'must',
    role: 'planner',
    basis: stated,
    sources: [title.plannedToExec],
    says: 'The planner plans each WriteToContinuousDataSource as a WriteToContinuousDataSourceExec.',
    intent: 'A continuous query gets its write in this way only.',
    seenBy: ['planned'],
    attributed: {
      planned: everyWay,
      'planner threw': ['too-much', 'misplaced'],
    },
  },
  {
    id: 'PL-2',
    level: 'must',
    role: 'planner',
    basis: stated,
    sources: [title.createdByQuery, title.plannedToExec, creating.child],
    says: "The planned WriteToContinuousDataSourceExec has exactly one child: the physical plan of the logical operator's child.",
    intent: 'The write must stand directly on the rows that the query computes.',
    seenBy: ['planned'],
  },
  {
    id: 'PL-3',
    level: 'must',
    role: 'planner',
    basis: observed,
    sources: [title.plannedToExec],
    says: 'If the child of WriteToContinuousDataSource cannot be planned, planning throws and returns no plan.',
    intent: 'A write without the rows below it is no plan.',
    seenBy: ['threw', 'planned'],
    attributed: {
      planned: ['too-much'],
      'planner threw': ['missing', 'different'],
    },
  },
  {
    id: 'PL-4',
    level: 'untestable',
    role: 'planner',
    basis: stated,
    sources: [title.output],
    says: 'The logical operator has no output columns.',
    intent: 'Nothing can be selected from a write.',
    seenBy: [],
    reason: 'No event shows the schema of a logical operator. OP-5 is about the physical operator.',
  },
  {
    id: 'PL-5',
    level: 'untestable',
    role: 'query',
    basis: stated,
    sources: [title.createdByQuery],
    says: 'A continuous query puts WriteToContinuousDataSource on top of its plan when it runs.',
    intent: 'The top operator makes the query a write.',
    seenBy: [],
    reason: 'No event shows the logical plan of a query. CE-9 shows that its physical plan contains the write.',
  },
]

export const notRequirements: readonly NotRequirement[] = [
  { sources: [creating.takes], why: 'Introduces the list below it.' },
]
