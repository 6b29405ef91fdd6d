import { held, type Judgement, type Rule, rule, violated } from './rule.ts'
import type { RunState, TaskState } from './state.ts'

// EpochCoordinator.md and ContinuousExecution.md, as the two logs of the checkpoint show them.
export const coordinatorRules: readonly Rule[] = [
  rule({
    requirements: ['EC-9'],
    on: 'answered',
    needs: 'run',
    judge({ observed, run }) {
      const before = run?.current
      if (before === undefined) return undefined
      return observed.value === before.epoch + 1 ? held : violated(`epoch ${before.epoch + 1} follows`, before.at)
    },
  }),
  rule({
    requirements: ['EC-34'],
    on: 'query-committed',
    needs: 'run',
    judge({ observed, run }) {
      if (run?.started === undefined || run.lastCommitted !== undefined || run.startEpoch === undefined)
        return undefined
      return observed.epoch === run.startEpoch
        ? held
        : violated(`the start epoch, ${run.startEpoch}, is committed first`, run.started.at)
    },
  }),
  rule({
    requirements: ['EC-35', 'EC-37', 'EC-39'],
    on: 'query-committed',
    needs: 'run',
    judge({ observed, run }) {
      const before = run?.lastCommitted
      if (before === undefined) return undefined
      return observed.epoch === before.epoch + 1
        ? held
        : violated(`epoch ${before.epoch + 1} is committed next`, before.at)
    },
  }),
  rule({
    requirements: ['EC-29'],
    on: 'query-committed',
    also: ['committing', 'writing-started'],
    needs: 'run',
    judge: ({ observed, run, tasks }) => (run === undefined ? undefined : allCommit(observed.epoch, run, tasks())),
  }),
  rule({
    requirements: ['EC-47', 'CE-10', 'CE-11'],
    on: 'query-committed',
    also: ['offset-added'],
    needs: 'run',
    judge({ observed, run }) {
      // The log may begin between the two.
      if (run === undefined || (run.started === undefined && run.lastCommitted === undefined)) return undefined
      if (run.logged.has(observed.epoch)) return held
      // An earlier run may have logged the first epochs of this one, and its entries stay (CE-19); behind those, none are.
      return run.lastLogged === undefined
        ? {
            kind: 'cannot-tell',
            why: 'the offsets of an epoch were logged by an earlier run, or their line is missing',
          }
        : violated(
            `this run logs the offsets of epoch ${observed.epoch} before it commits the epoch`,
            run.lastLogged.at,
          )
    },
  }),
  rule({
    requirements: ['CE-19'],
    on: 'query-committed',
    also: ['offset-added'],
    needs: 'run',
    judge({ observed, run }) {
      if (run?.started === undefined || run.logged.has(observed.epoch) || run.lastLogged !== undefined) return undefined
      return held
    },
  }),
]

/** EC-29: a line of each partition says that it commits the epoch. In one file it has to stand before. */
function allCommit(epoch: number, { writing }: RunState, tasks: readonly TaskState[]): Judgement {
  if (writing === undefined) return { kind: 'cannot-tell', why: 'no line says how many partitions write' }
  const said = new Set(tasks.filter(({ epochs }) => epochs.has(epoch)).map(({ partition }) => partition))
  if (said.size >= writing.partitions) return held
  const silent = tasks.filter(({ partition }) => !said.has(partition))
  const unseen = silent.find(({ first, file }) => file === undefined || first === undefined)
  if (tasks.length === 0 || (unseen !== undefined && silent.every((task) => task.first === undefined))) {
    return { kind: 'cannot-tell', why: 'lines of tasks are missing: the logs of all executors, at INFO, are wanted' }
  }
  return violated(`${writing.partitions} partitions commit epoch ${epoch} before; ${said.size} did`, writing.at)
}
