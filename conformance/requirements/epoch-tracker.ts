import { getCurrentEpoch, incrementCurrentEpoch, title } from './digests/epoch-tracker.ts'
import { completed, type NotRequirement, observed, type Requirement } from './requirement.ts'

/** EpochTracker.md: the epoch as the code inside a task sees it. The page is all signatures and FIXMEs. */
export const requirements: readonly Requirement[] = [
  {
    id: 'ET-1',
    level: 'must',
    role: 'task',
    basis: completed,
    sources: [getCurrentEpoch.signature, getCurrentEpoch.fixme],
    says: 'What the epoch tracker tells the parent when it is asked to compute is the epoch that the writer is then made for.',
    intent: 'A source that reports another epoch than the one written would complete the wrong one.',
    seenBy: ['upstream-computed', 'writer-created'],
  },
  {
    id: 'ET-2',
    level: 'must',
    role: 'task',
    basis: completed,
    sources: [incrementCurrentEpoch.signature, incrementCurrentEpoch.fixme, incrementCurrentEpoch.usedWhen],
    says: "The tracker's epoch goes up by one after each epoch that has been committed and sent, and by nothing else.",
    intent: 'An epoch that is not done must not use up its number.',
    seenBy: ['upstream-computed', 'sent'],
  },
  {
    id: 'ET-3',
    level: 'must',
    role: 'task',
    basis: completed,
    sources: [title.fixme],
    says: "Each task has an epoch of its own: the epochs that one task has done do not move another's.",
    intent: 'Partitions run at different speeds, in the threads of one process.',
    seenBy: ['upstream-computed', 'writer-created'],
  },
  {
    id: 'ET-4',
    level: 'untestable',
    role: 'task',
    basis: observed,
    sources: [getCurrentEpoch.signature, getCurrentEpoch.fixme],
    says: 'Where no epoch has been set, the tracker tells none.',
    intent: 'Code outside a continuous task must be able to find out that it is outside.',
    seenBy: [],
    reason: 'The tracker is asked only from inside a task, where the epoch has been set.',
  },
  {
    id: 'ET-5',
    level: 'must',
    role: 'task',
    // Of line 2.4 from a later release than 2.4.0 on, whose tracker tells such a thread no epoch; measured is 2.4.8.
    basis: observed,
    sources: [title.fixme],
    says: "A thread that a task starts begins with the task's epoch, in a copy that does not follow it.",
    intent: 'A source that reads on a thread of its own starts in the right epoch.',
    seenBy: ['upstream-computed'],
  },
]

export const notRequirements: readonly NotRequirement[] = [
  {
    sources: [getCurrentEpoch.usedWhen],
    why: "Leaves open who asks; the write RDD's page says that it does (RDD-10).",
  },
]
