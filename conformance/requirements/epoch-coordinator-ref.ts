import { create, get, title } from './digests/epoch-coordinator-ref.ts'
import { completed, type NotRequirement, type Requirement, stated } from './requirement.ts'

/** EpochCoordinatorRef.md: how a participant finds the coordinator. */
export const requirements: readonly Requirement[] = [
  {
    id: 'REF-1',
    level: 'must',
    role: 'operator',
    basis: completed,
    sources: [get.signature, get.fixme],
    says: 'A message to the reference for an id arrives at the endpoint registered as `EpochCoordinator-` followed by that id.',
    intent: 'The driver and its executors share only this name.',
    seenBy: ['coordinator-looked-up', 'asked'],
  },
  {
    id: 'REF-2',
    level: 'must',
    role: 'query',
    basis: stated,
    sources: [get.usedByScan, get.usedByDataReader, get.usedByMarkerGenerator],
    says: "The scan of the continuous source, each reader of its partitions and each reader's epoch marker thread look the coordinator up.",
    intent: 'They announce the readers, report offsets and ask for the epoch through it.',
    seenBy: ['coordinator-looked-up', 'upstream-computed', 'offset-added'],
  },
]

export const notRequirements: readonly NotRequirement[] = [
  { sources: [title.fixme], why: 'A FIXME that says nothing yet.' },
  {
    sources: [create.signature, create.fixme],
    why: 'A FIXME on this page. EpochCoordinator.md says what `create` does (EC-19, EC-20).',
  },
  { sources: [get.usedBy], why: 'Introduces the list below it.' },
]
