import { create, get, title } from './digests/epoch-coordinator-ref.ts'
import { completed, type NotRequirement, type Requirement, stated } from './requirement.ts'

/** EpochCoordinatorRef.md: how the coordinator is found. */
export const requirements: readonly Requirement[] = [
  {
    id: 'REF-1',
    level: 'must',
    role: 'operator',
    basis: completed,
    sources: [get.signature, get.fixme],
    says: 'What is asked of the reference for an id arrives at the endpoint registered as `EpochCoordinator-` and that id.',
    intent: 'The name is all that the driver and its executors share.',
    seenBy: ['coordinator-looked-up', 'asked'],
  },
  {
    id: 'REF-2',
    level: 'must',
    role: 'query',
    basis: stated,
    sources: [get.usedByScan, get.usedByDataReader, get.usedByMarkerGenerator],
    says: "The scan of the continuous source, each reader of its partitions and each reader's epoch marker thread look the coordinator up.",
    intent: 'They announce, report and ask by it.',
    seenBy: ['coordinator-looked-up', 'upstream-computed', 'offset-added'],
  },
]

export const notRequirements: readonly NotRequirement[] = [
  { sources: [title.fixme], why: 'Left open; it says nothing yet.' },
  {
    sources: [create.signature, create.fixme],
    why: 'Left open here; what `create` does is told by EpochCoordinator.md (EC-19, EC-20).',
  },
  { sources: [get.usedBy], why: 'Introduces the list below it.' },
]
