import { getCurrentEpoch, incrementCurrentEpoch, title } from './digests/epoch-tracker.ts'
import { completed, type NotRequirement, observed, type Requirement } from './requirement.ts'

/** EpochTracker.md: the epoch as the code inside a task sees it. The page has only signatures and FIXMEs. */
export const requirements: readonly Requirement[] = [
  {
    id: 'ET-1',
    level: 'must',
    role: 'task',
    basis: completed,
    sources: [getCurrentEpoch.signature, getCurrentEpoch.fixme],
    says: "The epoch that the epoch tracker returns to the parent's compute is the epoch of the writer that the task makes next.",
    intent: 'A source that reported another epoch than the one written would complete the wrong epoch.',
    seenBy: ['upstream-computed', 'writer-created'],
  },
  {
    id: 'ET-2',
    level: 'must',
    role: 'task',
    basis: completed,
    sources: [incrementCurrentEpoch.signature, incrementCurrentEpoch.fixme, incrementCurrentEpoch.usedWhen],
    says: "The tracker's epoch grows by one after each epoch that the task has committed and sent, and at no other time.",
    intent: 'An epoch that is not finished must not use up its number.',
    seenBy: ['upstream-computed', 'sent'],
  },
  {
    id: 'ET-3',
    level: 'must',
    role: 'task',
    basis: completed,
    sources: [title.fixme],
    says: 'Each task has its own epoch: an epoch that one task finishes does not change the epoch of another task.',
    intent: 'Partitions run at different speeds, in threads of one process.',
    seenBy: ['upstream-computed', 'writer-created'],
  },
  {
    id: 'ET-4',
    level: 'untestable',
    role: 'task',
    basis: observed,
    sources: [getCurrentEpoch.signature, getCurrentEpoch.fixme],
    says: 'The tracker returns no epoch where none has been set.',
    intent: 'Code outside a continuous task must be able to find out that it is outside.',
    seenBy: [],
    reason: 'The parent calls the tracker only inside a task, where the epoch is set.',
  },
  {
    id: 'ET-5',
    level: 'must',
    role: 'task',
    // Release 2.4.0 does not do this (its tracker returns no epoch on such a thread); 2.4.8 was measured and does.
    basis: observed,
    sources: [title.fixme],
    says: "A thread that a task starts begins with the task's epoch, in a copy that does not change with it.",
    intent: 'A source that reads on a thread of its own starts in the right epoch.',
    seenBy: ['upstream-computed'],
  },
]

export const notRequirements: readonly NotRequirement[] = [
  {
    sources: [getCurrentEpoch.usedWhen],
    why: "Does not say which code asks. The write RDD's page says that the RDD does (RDD-10).",
  },
]
