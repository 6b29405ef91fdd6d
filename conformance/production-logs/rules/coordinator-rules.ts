import { mayBeInGap, partitionsOf } from '../runs/advance.ts'
import type { RunState, TaskState } from '../runs/state.ts'
import { largestInt } from './occasions.ts'
import { cannotTell, held, type Judgement, type Rule, rule, violated } from './rule.ts'

const noStartEpoch = 'no line that is surely of the run says with which epoch it starts'

/** Whether the epoch is the next one behind the last commit of the run; undefined if the run has committed none. */
function followsLastCommit(epoch: number, run: RunState | undefined): Judgement | undefined {
  const before = run?.lastCommitted
  if (before === undefined) return undefined
  return epoch === before.epoch + 1 ? held : violated(`epoch ${before.epoch + 1} is committed next`, before.at)
}

/** EC-29. The tasks' messages are in no line at INFO: a line that the writer commits stands for each. */
export const allCommitRule: Rule = rule({
  requirements: ['EC-29'],
  on: 'query-committed',
  also: ['committing', 'tasks-submitted'],
  needs: 'run',
  judge({ observed, run, file, mayBeTold }) {
    if (run === undefined) return undefined
    const [first, ...others] = run.stages
    if (first !== undefined) {
      const tasks = others.length === 0 ? first.tasks : run.stages.flatMap((stage) => stage.tasks)
      return allCommit(observed.epoch, partitionsOf(run), tasks, file)
    }
    return mayBeTold ? undefined : cannotTell('no line says which tasks are those of the query')
  },
})

// EpochCoordinator.md and ContinuousExecution.md, as the two logs of the checkpoint show them at INFO.
export const coordinatorRules: readonly Rule[] = [
  rule({
    requirements: ['EC-9'],
    on: 'answered',
    needs: 'run',
    judge({ observed, run }) {
      const before = run?.current
      if (before !== undefined)
        return observed.value === before.epoch + 1 ? held : violated(`epoch ${before.epoch + 1} follows`, before.at)
      if (run?.started === undefined || run.startEpoch === undefined) return undefined
      return observed.value === run.startEpoch + 1
        ? held
        : violated(`the first new epoch is ${run.startEpoch + 1}`, run.resumed?.at ?? run.firstStart ?? run.started.at)
    },
  }),
  rule({
    requirements: ['EC-34'],
    on: 'query-committed',
    only: 'before the first commit',
    needs: 'run',
    judge({ observed, run }) {
      if (run?.started === undefined || run.lastCommitted !== undefined) return undefined
      if (run.startEpoch === undefined) return run.untold.has('answered') ? cannotTell(noStartEpoch) : undefined
      return observed.epoch === run.startEpoch
        ? held
        : violated(`the start epoch, ${run.startEpoch}, is committed first`, run.started.at)
    },
  }),
  // EC-58: after an error of the sink, too, no later epoch comes before the one that was refused.
  rule({
    requirements: ['EC-35', 'EC-37', 'EC-39'],
    on: 'query-committed',
    needs: 'run',
    judge: ({ observed, run }) => followsLastCommit(observed.epoch, run),
  }),
  rule({
    requirements: ['EC-71'],
    on: 'query-committed',
    only: 'epoch beyond 32 bits',
    needs: 'run',
    judge: ({ observed, run }) =>
      (run?.lastCommitted?.epoch ?? 0) < largestInt ? undefined : followsLastCommit(observed.epoch, run),
  }),
  rule({
    requirements: ['EC-71'],
    on: 'answered',
    only: 'epoch beyond 32 bits',
    needs: 'run',
    isExtra: true,
    judge({ observed, run }) {
      const before = run?.current
      if (before === undefined || before.epoch < largestInt) return undefined
      return observed.value === before.epoch + 1 ? held : violated(`epoch ${before.epoch + 1} follows`, before.at)
    },
  }),
  allCommitRule,
  // EC-30: the offsets are added once all readers have reported the epoch, so the entry of the offset log stands for their reports.
  rule({
    requirements: ['EC-30', 'EC-47', 'CE-11'],
    on: 'query-committed',
    also: ['offset-added'],
    needs: 'run',
    judge({ observed, run }) {
      // The log may begin between the two.
      if (run === undefined || (run.started === undefined && run.lastCommitted === undefined)) return undefined
      if (run.logged.has(observed.epoch)) return held
      // An entry of an earlier run stays, and is not written again (CE-19). An earlier run may have left gaps.
      if (run.before?.ahead.has(observed.epoch) === true) return undefined
      if (mayBeWritten(run, observed.epoch)) return cannotTell(mayHaveFailed)
      if (run.isWhole || (run.firstStart !== undefined && run.lastLogged !== undefined)) {
        return violated(
          `this run logs the offsets of epoch ${observed.epoch} before it commits the epoch`,
          run.lastLogged?.at,
        )
      }
      return cannotTell('the offsets of an epoch were logged by an earlier run, or their line is missing')
    },
  }),
  // The coordinator forgets the reports of an earlier run, although their entries stay.
  rule({
    requirements: ['EC-30'],
    on: 'epoch-ready',
    also: ['offsets-complete'],
    needs: 'run',
    isExtra: true,
    judge({ observed, run }) {
      if (run?.started === undefined) return undefined
      return run.epochs.get(observed.epoch)?.reported === undefined
        ? violated(`all readers have reported epoch ${observed.epoch} before`, run.lastLogged?.at)
        : held
    },
  }),
  // The entry of the earlier run is there, so the commit does not fail. Runs before the log may have left entries, too.
  rule({
    requirements: ['CE-10'],
    on: 'query-committed',
    also: ['offset-added'],
    needs: 'run',
    judge({ observed, run }) {
      if (run === undefined || (run.started === undefined && run.lastCommitted === undefined)) return undefined
      if (run.logged.has(observed.epoch) || run.before?.ahead.has(observed.epoch) === true) return held
      if (mayBeWritten(run, observed.epoch)) return cannotTell(mayHaveFailed)
      if (run.isWhole || (run.firstStart !== undefined && run.lastLogged !== undefined)) {
        return violated(`the offsets of epoch ${observed.epoch} are logged before its commit`, run.lastLogged?.at)
      }
      return cannotTell(
        'the offsets of an epoch were logged by a run that is not in the logs, or their line is missing',
      )
    },
  }),
  rule({
    requirements: ['CE-19'],
    on: 'query-committed',
    also: ['offset-added'],
    needs: 'run',
    judge({ observed, run }) {
      if (run?.started === undefined || run.logged.has(observed.epoch) || mayBeInGap(run, observed.epoch))
        return undefined
      if (run.before?.ahead.has(observed.epoch) === true) return held
      return run.lastLogged === undefined && !run.isWhole && !mayBeWritten(run, observed.epoch) ? held : undefined
    },
  }),
  // A first entry of the offset log that an earlier run has written, too: the old one did not stay.
  rule({
    requirements: ['CE-19'],
    on: 'offset-added',
    needs: 'run',
    judge({ observed, run }) {
      if (run === undefined) return undefined
      if (run.logged.has(observed.epoch))
        return violated(`the offsets of epoch ${observed.epoch} are logged already, and stay`, run.lastLogged?.at)
      return run.before?.ahead.has(observed.epoch) === true
        ? cannotTell(
            'an entry that an earlier run has logged is written again: it may have been removed between the runs',
          )
        : undefined
    },
  }),
  rule({
    requirements: ['CE-12'],
    on: 'query-committed',
    also: ['entry-begun'],
    needs: 'run',
    judge({ observed, run }) {
      if (run?.committing === undefined) return undefined
      return run.committing === observed.epoch
        ? held
        : violated(`the entry of epoch ${run.committing} is written`, run.lastCommitted?.at)
    },
  }),
]

/**
 * EC-29: a line of each partition says that it commits the epoch. In the file that has the line of the commit, it has to stand before;
 * across files, order says nothing.
 */
export function allCommit(
  epoch: number,
  partitions: number | undefined,
  tasks: readonly TaskState[],
  file: string,
): Judgement {
  if (partitions === undefined) return cannotTell('no line says how many partitions write')
  if (partitions === 0) return held
  // A task per partition has said it, in most epochs of most runs.
  if (tasks.length === partitions && tasks.every((task, at) => task.partition === at && task.epochs.has(epoch)))
    return held
  const said = new Set<number>()
  for (const task of tasks) if (task.epochs.has(epoch)) said.add(task.partition)
  if (said.size >= partitions) return held
  const silent = tasks.filter(({ partition }) => !said.has(partition))
  const known = new Set(tasks.map(({ partition }) => partition))
  // The log of an executor may break off before that of the driver, or begin after it.
  const isCut = silent.some(
    (task) =>
      task.begun === undefined ||
      task.epochs.mayHaveHad(epoch) ||
      (task.begun.file !== file && !task.isClosed && task.committingEpoch < epoch) ||
      task.committingEpoch < 0,
  )
  if (known.size < partitions || isCut)
    return cannotTell('lines of tasks are missing: the logs of all executors, whole and at INFO, are wanted')
  const last = silent.findLast(({ committingEpoch }) => committingEpoch >= 0)
  return violated(
    `all ${partitions} partitions commit epoch ${epoch} before; ${said.size} did`,
    last === undefined ? undefined : { file: last.committingFile, line: last.committingLine },
  )
}

const mayHaveFailed = 'an error of addOffset was ignored: whether the entry is there, no line says'

/** The offsets of the epoch could not be added, but the entry may be there: the error may have come behind its rename. */
export const mayBeWritten = ({ ignored, failedOffset }: RunState, epoch: number): boolean =>
  ignored?.call === 'add-offset' && (failedOffset === undefined || failedOffset === epoch)
