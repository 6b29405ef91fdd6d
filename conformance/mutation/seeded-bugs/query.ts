import type { SeededBug } from './seeded-bug.ts'

/** Queries that run well once, with messages that come as they were sent. */
export const queryBugs: readonly SeededBug[] = [
  {
    id: 'query-loses-a-commit-behind-reports',
    role: 'query',
    edition: 'document',
    name: 'loses a commit that the report of another partition has overtaken',
    story:
      'Commits of an epoch are taken while the reports are at most one ahead: each task sends its report right before.',
    needsInterleaving: true,
    file: 'coordinator.ts',
    find: 'if (has(progress.commits, partition)) return ignored(state)',
    replace: `if (has(progress.commits, partition)) return ignored(state)
      if (state.offsetCheck === 'asserted' && progress.offsets.size > progress.commits.size + 1) return ignored(state)`,
    breaks: ['OP-35'],
  },
  {
    id: 'query-keeps-the-mail-of-the-run-before',
    role: 'query',
    edition: 'document',
    name: 'counts messages of the run before after a restart',
    story: "The coordinator's mailbox has the name of the query, and outlives the run.",
    needsInterleaving: false,
    file: 'query/run.ts',
    find: 'mailboxes: partitionsOf(before).map(() => []),',
    replace: 'mailboxes: partitionsOf(before).map((partition) => before.mailboxes[partition] ?? []),',
    breaks: ['EC-74'],
  },
  {
    id: 'query-resumes-at-what-was-added',
    role: 'query',
    // In edition document, what becomes of uncommitted offsets is unspecified, so few restarts could be nonconforming there.
    edition: 'spark-2.4',
    name: 'begins a run at the offsets that were added last, and not at those that were committed',
    story: 'The offset log is read from its end, without a check that the last epoch was committed.',
    needsInterleaving: false,
    file: 'query/checkpoint.ts',
    find: 'const last = get(offsets, committed) ?? []',
    replace: 'const last = get(offsets, committed + 1) ?? get(offsets, committed) ?? []',
    breaks: ['CE-16'],
  },
]
