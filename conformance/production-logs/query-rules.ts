import { held, type Rule, rule, violated } from './rule.ts'

// ContinuousExecution.md: the runs of a query.
export const queryRules: readonly Rule[] = [
  rule({
    requirements: ['CE-7', 'EC-19', 'EC-21', 'EC-72'],
    on: 'coordinator-made',
    needs: 'run',
    judge({ run }) {
      if (run?.started === undefined) return undefined
      return run.coordinatorMade === undefined ? held : violated('one coordinator per run', run.coordinatorMade)
    },
  }),
  rule({
    requirements: ['CE-8'],
    on: 'answered',
    needs: 'run',
    judge({ run }) {
      if (run?.started === undefined || run.current !== undefined) return undefined
      return run.coordinatorMade === undefined ? violated('the coordinator is made first', run.started.at) : held
    },
  }),
  rule({
    requirements: ['CE-4', 'EC-8'],
    on: 'answered',
    needs: 'run',
    judge({ observed, run }) {
      if (run?.started === undefined || run.current !== undefined || run.startEpoch === undefined) return undefined
      return observed.value === run.startEpoch + 1
        ? held
        : violated(`the first new epoch is ${run.startEpoch + 1}`, run.started.at)
    },
  }),
  rule({
    requirements: ['CE-15'],
    on: 'answered',
    needs: 'run',
    judge: ({ run }) =>
      run?.ended === undefined ? undefined : violated('a query that has ended begins no epoch', run.ended.at),
  }),
  rule({
    requirements: ['OP-7', 'OP-32'],
    on: 'writing-started',
    needs: 'run',
    judge: ({ run }) => (run?.started === undefined ? undefined : held),
  }),
]
