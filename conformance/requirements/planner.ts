import { creating, title } from './digests/planner.ts'
import { type NotRequirement, observed, type Requirement, stated } from './requirement.ts'

/** WriteToContinuousDataSource.md: the logical operator, and what it is planned to. */
export const requirements: readonly Requirement[] = [
  {
    id: 'PL-1',
    level: 'must',
    role: 'planner',
    basis: stated,
    sources: [title.plannedToExec],
    says: 'Wherever WriteToContinuousDataSource stands in a plan, WriteToContinuousDataSourceExec is what it is planned to.',
    intent: 'This is how a continuous query comes by its write.',
    seenBy: ['planned'],
  },
  {
    id: 'PL-2',
    level: 'must',
    role: 'planner',
    basis: stated,
    sources: [title.createdByQuery, title.plannedToExec, creating.child],
    says: 'The planned WriteToContinuousDataSourceExec has exactly one child: what the child of the logical operator is planned to.',
    intent: 'The write must sit right on the rows that the query computes.',
    seenBy: ['planned'],
  },
  {
    id: 'PL-3',
    level: 'must',
    role: 'planner',
    basis: observed,
    sources: [title.plannedToExec],
    says: 'When the child of WriteToContinuousDataSource cannot be planned, planning throws, and no plan is made.',
    intent: 'A write without the rows below it is no plan.',
    seenBy: ['threw', 'planned'],
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
    reason: 'No event shows the schema of a logical operator; that of the physical one is OP-5.',
  },
  {
    id: 'PL-5',
    level: 'untestable',
    role: 'query',
    basis: stated,
    sources: [title.createdByQuery],
    says: 'A continuous query puts WriteToContinuousDataSource on top of its plan when it runs.',
    intent: 'It is what makes the query a write.',
    seenBy: [],
    reason: 'No event shows the logical plan of a query; that its physical plan has the write in it is CE-9.',
  },
]

export const notRequirements: readonly NotRequirement[] = [
  { sources: [creating.takes], why: 'Introduces the list below it.' },
]
