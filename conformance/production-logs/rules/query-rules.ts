import { cannotTell, held, type Judgement, type Rule, rule, violated } from './rule.ts'

// ContinuousExecution.md: the runs of a query, from their start to their end.
export const queryRules: readonly Rule[] = [
  rule({
    requirements: ['EC-19', 'EC-21', 'EC-72'],
    on: 'coordinator-made',
    needs: 'run',
    judge({ run }) {
      if (run?.started === undefined) return undefined
      return run.coordinatorMade === undefined ? held : violated('one coordinator per run', run.coordinatorMade)
    },
  }),
  rule({
    requirements: ['CE-8', 'EC-19', 'EC-21'],
    on: 'answered',
    only: 'before the first epoch',
    also: ['coordinator-made'],
    needs: 'run',
    judge({ run }) {
      if (run?.started === undefined || run.current !== undefined) return undefined
      return run.coordinatorMade === undefined ? violated('the coordinator is made first', run.started.at) : held
    },
  }),
  // A reader ends an epoch after it was told of a later one. The thread logs each epoch before it asks for the next, so a commit is ahead of
  // its lines by one epoch at most.
  rule({
    requirements: ['CE-8'],
    on: 'query-committed',
    also: ['answered'],
    needs: 'run',
    isExtra: true,
    judge({ observed, run }): Judgement | undefined {
      if (run?.started === undefined || run.untold.has('answered')) return undefined
      const { current, started, lastCommitted } = run
      if (current === undefined && lastCommitted === undefined)
        return cannotTell('a run has committed an epoch, and no line says that its epoch was ever advanced')
      return observed.epoch > (current?.epoch ?? -1)
        ? violated(`the epoch is advanced before the readers end epoch ${observed.epoch}`, current?.at ?? started.at)
        : undefined
    },
  }),
  // The coordinator's first reply shows the start epoch that it was made with; its id shows in the event log.
  rule({
    requirements: ['CE-7'],
    on: 'answered',
    only: 'before the first epoch',
    needs: 'run',
    judge({ observed, run }) {
      if (run?.started === undefined || run.current !== undefined) return undefined
      const first = run.resumed?.epoch ?? (run.firstStart === undefined ? undefined : -1)
      if (first === undefined) return undefined
      return observed.value === first + 2
        ? held
        : violated(`the coordinator starts with epoch ${first + 1}`, run.resumed?.at ?? run.firstStart)
    },
  }),
  // Where the readers begin is in no line at INFO.
  rule({
    requirements: ['CE-16', 'CE-12'],
    on: 'answered',
    only: 'before the first epoch',
    also: ['query-committed'],
    needs: 'run',
    judge({ observed, run }) {
      if (run?.started === undefined || run.current !== undefined) return undefined
      const start = observed.value - 1
      const { resumed, before } = run
      if (resumed !== undefined && start !== resumed.epoch + 1)
        return violated(`the run begins with epoch ${resumed.epoch + 1}`, resumed.at)
      if (before === undefined) return resumed === undefined ? undefined : held
      const { lastCommitted, mayHaveCommitted, isEndSeen, isOfOtherApplication } = before
      const expected = lastCommitted === undefined ? 0 : lastCommitted.epoch + 1
      if (start === expected) return held
      if (mayHaveCommitted !== undefined && start === mayHaveCommitted + 1) return held
      if (!isEndSeen || lastCommitted === undefined) return cannotTell('the log of the earlier run is not whole')
      // Somebody may have rewound the checkpoint while nothing ran on it.
      return resumed !== undefined || isOfOtherApplication || start < expected
        ? cannotTell('the commit log was changed between two runs, or a run on the checkpoint is not in the logs')
        : violated(`the run begins with epoch ${expected}, after the last committed one`, lastCommitted.at)
    },
  }),
  // A run that has ended without an error while the query is active shows as a reconfiguration. Otherwise a query ends without an
  // error only if it was stopped.
  rule({
    requirements: ['CE-14'],
    on: 'coordinator-made',
    also: ['reconfigured'],
    needs: 'run',
    isExtra: true,
    judge: ({ run }) =>
      run?.coordinatorMade === undefined && run?.before?.isEndSeen === true && run.isFollowing ? held : undefined,
  }),
  rule({
    requirements: ['CE-14'],
    on: 'query-stopped',
    also: ['cancelled', 'answered'],
    needs: 'run',
    judge({ observed, run }) {
      // A query that is stopped while it starts has no job to cancel.
      if (run?.started === undefined || observed.error !== undefined || run.current === undefined) return undefined
      return run.cancelled === undefined
        ? violated('a query that nobody stops goes on with another run', run.started.at)
        : held
    },
  }),
  rule({
    requirements: ['CE-15'],
    on: 'answered',
    only: 'run ended',
    needs: 'run',
    judge: ({ run }) =>
      run?.ended === undefined ? undefined : violated('a query that has ended begins no epoch', run.ended.at),
  }),
  rule({
    requirements: ['CE-15'],
    on: 'coordinator-made',
    needs: 'run',
    judge: ({ run }) =>
      run?.ended === undefined ? undefined : violated('a query that has ended begins no run', run.ended.at),
  }),
  rule({
    requirements: ['CE-15'],
    on: 'run-closed',
    also: ['query-stopped', 'answered'],
    needs: 'run',
    judge: ({ run }) =>
      run?.ended !== undefined &&
      run.ended.error === undefined &&
      !run.ended.isReconfigured &&
      run.cancelled !== undefined
        ? held
        : undefined,
  }),
  // Messages that come after the stop are in no line: only that nothing is written after the run has ended, up to the next start or the
  // end of the application.
  rule({
    requirements: ['EC-14'],
    on: 'query-committed',
    only: 'run ended',
    needs: 'run',
    judge: ({ run }) =>
      run?.ended === undefined
        ? undefined
        : violated('nothing is committed after the writes are stopped', run.ended.at),
  }),
  rule({
    requirements: ['EC-15'],
    on: 'offset-added',
    only: 'run ended',
    needs: 'run',
    judge: ({ run }) =>
      run?.ended === undefined ? undefined : violated('no offset is added after the writes are stopped', run.ended.at),
  }),
  rule({
    requirements: ['EC-14'],
    on: 'run-closed',
    also: ['query-committed', 'query-stopped'],
    needs: 'run',
    judge: ({ run }) => (run?.started !== undefined && run.ended !== undefined ? held : undefined),
  }),
  rule({
    requirements: ['EC-15'],
    on: 'run-closed',
    also: ['offset-added', 'query-stopped'],
    needs: 'run',
    judge: ({ run }) => (run?.started !== undefined && run.ended !== undefined ? held : undefined),
  }),
]
