import type { Observation } from '../observations/observation.ts'
import { nextOf, partitionsOf } from '../runs/advance.ts'
import type { CoordinatorEpoch, Place, RunState } from '../runs/state.ts'
import { cannotTell, held, type Judgement, type Rule, rule, violated } from './rule.ts'

// EpochCoordinator.md at DEBUG: the lines of the coordinator come from one thread at a time, so their order is that of its messages.
export const debugRules: readonly Rule[] = [
  // Each line is a reply. A poll without a reply is in no line.
  rule({
    requirements: ['EC-2'],
    on: 'current-epoch',
    needs: 'run',
    judge: ({ run }) => (run === undefined ? undefined : held),
  }),
  rule({
    requirements: ['EC-8'],
    on: 'current-epoch',
    also: ['answered'],
    needs: 'run',
    judge({ observed, run }) {
      if (run?.started === undefined || run.startEpoch === undefined || run.current !== undefined) return undefined
      // The line of the first increment comes from another thread, and may come later.
      if (observed.value === run.startEpoch) return held
      return observed.value === run.startEpoch + 1
        ? undefined
        : violated(`the epoch is ${run.startEpoch} until it is incremented`, run.started.at)
    },
  }),
  // EC-10: the line of the increment comes from another thread, so the reply may be ahead of it by one.
  rule({
    requirements: ['EC-10'],
    on: 'current-epoch',
    also: ['answered'],
    needs: 'run',
    judge({ observed, run }) {
      const current = run?.current
      if (current === undefined) return undefined
      if (observed.value === current.epoch) return held
      return observed.value === current.epoch + 1
        ? undefined
        : violated(`the current epoch is ${current.epoch}`, current.at)
    },
  }),
  rule({
    requirements: ['EC-10'],
    on: 'answered',
    only: 'epoch told',
    also: ['current-epoch'],
    needs: 'run',
    judge({ observed, run }) {
      const told = run?.told
      if (told === undefined || run?.current === undefined || told.epoch <= run.current.epoch) return undefined
      return observed.value === told.epoch
        ? held
        : violated(`the reply before was ${told.epoch}, so it was incremented to that`, told.at)
    },
  }),
  rule({
    requirements: ['EC-11'],
    on: 'current-epoch',
    also: ['answered'],
    needs: 'run',
    judge({ observed, run }) {
      const told = run?.told
      const current = run?.current
      if (told === undefined || current === undefined) return undefined
      if (observed.value === told.epoch) return held
      return observed.value < told.epoch || observed.value > current.epoch + 1
        ? violated('GetCurrentEpoch does not move the epoch', told.at)
        : undefined
    },
  }),
  rule({
    requirements: ['EC-13'],
    on: 'current-epoch',
    also: ['answered', 'query-committed'],
    needs: 'run',
    judge({ observed, run }) {
      const [told, current, committed] = [run?.told, run?.current, run?.lastCommitted]
      if (told === undefined || current === undefined || committed === undefined) return undefined
      // A commit lies between the two replies, and no increment.
      if (!isBefore(told.at, committed.at) || !isBefore(current.at, told.at)) return undefined
      if (observed.value === told.epoch) return held
      return observed.value > current.epoch + 1 ? violated('a commit does not move the epoch', committed.at) : undefined
    },
  }),
  rule({
    requirements: ['RDD-17', 'RDD-19', 'RDD-20'],
    on: 'commit-received',
    also: ['committing'],
    needs: 'run',
    judge({ observed, run, file }) {
      if (run === undefined || run.stages.length === 0)
        return cannotTell('no line says which tasks are those of the query')
      const tasks = run.stages.flatMap(({ tasks }) => tasks).filter(({ partition }) => partition === observed.partition)
      if (tasks.some(({ epochs }) => epochs.has(observed.epoch))) return held
      const isCut =
        tasks.length === 0 ||
        tasks.some(
          (task) =>
            task.begun === undefined ||
            task.epochs.mayHaveHad(observed.epoch) ||
            (task.begun.file !== file && task.ended === undefined && task.committingEpoch < observed.epoch),
        )
      if (isCut)
        return cannotTell('lines of tasks are missing: the logs of all executors, whole and at INFO, are wanted')
      return violated(`partition ${observed.partition} commits epoch ${observed.epoch} before it sends it`)
    },
  }),
  // One message per epoch and attempt: with retries, another attempt may send it again.
  rule({
    requirements: ['RDD-17'],
    on: 'commit-received',
    needs: 'run',
    judge({ observed, run }) {
      const known = run?.epochs.get(observed.epoch)
      if (run === undefined || known === undefined || !known.received.has(observed.partition)) return undefined
      const tasks = run.stages.flatMap(({ tasks }) => tasks).filter(({ partition }) => partition === observed.partition)
      if (tasks.some(({ epochs }) => epochs.mayHaveHad(observed.epoch))) return undefined
      return tasks.filter(({ epochs }) => epochs.has(observed.epoch)).length === 1
        ? violated('one commit per epoch', run.lastCommitted?.at)
        : undefined
    },
  }),
  rule({
    requirements: ['EC-29'],
    on: 'epoch-ready',
    also: ['commit-received', 'writing-started'],
    needs: 'run',
    isExtra: true,
    judge: ({ observed, run }) => allReceived(run, observed.epoch),
  }),
  // EC-40: a message came twice, and the epoch is committed with all partitions nevertheless.
  rule({
    requirements: ['EC-40'],
    on: 'epoch-ready',
    also: ['commit-received', 'writing-started'],
    needs: 'run',
    judge: ({ observed, run }) =>
      run?.epochs.get(observed.epoch)?.repeated === undefined ? undefined : allReceived(run, observed.epoch),
  }),
  ...dueRules('epoch-ready'),
  ...dueRules('commit-received'),
  ...dueRules('offsets-complete'),
  ...dueRules('epoch-waits'),
  ...dueRules('current-epoch'),
  rule({
    requirements: ['EC-35'],
    on: 'epoch-ready',
    also: ['query-committed'],
    needs: 'run',
    isExtra: true,
    judge({ observed, run }) {
      const next = run === undefined ? undefined : nextOf(run)
      if (run === undefined || next === undefined) return undefined
      return observed.epoch === next
        ? held
        : violated(`epoch ${next} is committed next`, run.lastCommitted?.at ?? run.started?.at)
    },
  }),
  // What the entry holds is in no line: that the reports of all partitions were there before, and that it is the entry of their epoch.
  rule({
    requirements: ['EC-44', 'EC-45'],
    on: 'offset-added',
    also: ['offsets-complete'],
    needs: 'run',
    judge({ observed, run }) {
      if (run === undefined) return undefined
      if (run.epochs.get(observed.epoch)?.reported !== undefined) return held
      if (run.started === undefined) return undefined
      if (run.told !== undefined || run.lastReceived.size > 0)
        return cannotTell('no line says that the readers have reported an epoch: the level may have been raised')
      // The level may have been raised between two runs.
      return run.before === undefined
        ? violated(`all readers have reported epoch ${observed.epoch} before`, run.lastLogged?.at)
        : undefined
    },
  }),
  ...(['current-epoch', 'commit-received', 'offsets-complete', 'epoch-ready'] as const).map((on) =>
    rule({
      requirements: ['EC-44', 'EC-45'],
      on,
      also: ['offset-added'],
      needs: 'run',
      judge: ({ run }) =>
        run?.unreported === undefined
          ? undefined
          : violated(`all readers have reported epoch ${run.unreported.epoch} before it is added`, run.unreported.at),
    }),
  ),
  rule({
    requirements: ['EC-46'],
    on: 'offset-added',
    also: ['offsets-complete', 'commit-received'],
    needs: 'run',
    judge({ observed, run }) {
      const epoch = run?.epochs.get(observed.epoch)
      if (run === undefined || epoch?.reported === undefined) return undefined
      const [partitions, next] = [partitionsOf(run), nextOf(run)]
      if (partitions === undefined || next === undefined) return undefined
      // Only an epoch that cannot be committed yet shows that it does not matter.
      return epoch.received.size < partitions || observed.epoch > next ? held : undefined
    },
  }),
  // EC-50, EC-52: the line is that of the reports; the entry itself stays as it is (CE-19).
  rule({
    requirements: ['EC-50'],
    on: 'offsets-complete',
    needs: 'run',
    judge: ({ observed, run }) => (run?.epochs.get(observed.epoch)?.reported === undefined ? undefined : held),
  }),
  rule({
    requirements: ['EC-52'],
    on: 'offsets-complete',
    needs: 'run',
    judge: ({ observed, run }) =>
      run?.lastCommitted?.epoch === observed.epoch && run.epochs.get(observed.epoch)?.reported !== undefined
        ? held
        : undefined,
  }),
  rule({
    requirements: ['EC-62'],
    on: 'offsets-complete',
    also: ['error-ignored'],
    needs: 'run',
    judge: ({ observed, run }) =>
      run?.ignored?.call === 'add-offset' && run.epochs.get(observed.epoch)?.failedOffset === true ? held : undefined,
  }),
  rule({
    requirements: ['EC-63'],
    on: 'epoch-ready',
    also: ['error-ignored', 'commit-received'],
    needs: 'run',
    judge: ({ observed, run }) =>
      run?.epochs.get(observed.epoch)?.failedOffset === true && run.due?.requirement === 'EC-31' ? held : undefined,
  }),
  // EC-61 at DEBUG: the epoch is not committed by the report whose offset could not be added, but by a later message at most.
  rule({
    requirements: ['EC-61'],
    on: 'epoch-ready',
    also: ['error-ignored'],
    needs: 'run',
    isExtra: true,
    judge: ({ observed, run }) =>
      run?.epochs.get(observed.epoch)?.failedOffset === true && run.due === undefined
        ? violated('a report whose offset could not be added commits no epoch', run.ignored?.at)
        : undefined,
  }),
  rule({
    requirements: ['EC-54'],
    on: 'epoch-ready',
    also: ['answered', 'current-epoch'],
    needs: 'run',
    judge: ({ observed, run }) =>
      run?.current !== undefined && observed.epoch > Math.max(run.current.epoch, run.told?.epoch ?? 0) + 1
        ? held
        : undefined,
  }),
  // EC-56, EC-64: only a repeated report commits an epoch again whose commit has thrown.
  rule({
    requirements: ['EC-56', 'EC-64'],
    on: 'epoch-ready',
    also: ['offsets-complete', 'error-ignored'],
    needs: 'run',
    isExtra: true,
    judge({ observed, run }): Judgement | undefined {
      if (run?.ignored === undefined || run.ignored.epoch !== observed.epoch) return undefined
      if (run.ignored.call !== 'sink-commit' && run.ignored.call !== 'query-commit') return undefined
      return run.due?.requirement === 'EC-32'
        ? held
        : violated(`epoch ${observed.epoch} is committed again only by a repeated report`, run.ignored.at)
    },
  }),
]

/** An epoch that is due is committed before the coordinator handles another message. */
function dueRules(
  on: 'epoch-ready' | 'commit-received' | 'offsets-complete' | 'epoch-waits' | 'current-epoch',
): readonly Rule[] {
  return (['EC-31', 'EC-32', 'EC-36', 'EC-37'] as const).map((requirement) =>
    rule<Observation['kind']>({
      requirements: [requirement],
      on,
      also: ['commit-received', 'offsets-complete', 'epoch-ready'],
      needs: 'run',
      // The order of commits shows at INFO, too.
      isExtra: requirement === 'EC-37',
      judge({ observed, run }) {
        const due = run?.due?.requirement
        // The second of several waiting epochs waits for its predecessor, too.
        const isOwn = due === requirement || (requirement === 'EC-36' && due === 'EC-37')
        if (run?.due === undefined || !isOwn) return undefined
        return observed.kind === 'epoch-ready' && observed.epoch === run.due.epoch
          ? held
          : violated(`epoch ${run.due.epoch} is committed at once`, run.due.at)
      },
    }),
  )
}

function allReceived(run: RunState | undefined, number: number): Judgement | undefined {
  const partitions = run === undefined ? undefined : partitionsOf(run)
  const epoch: CoordinatorEpoch | undefined = run?.epochs.get(number)
  if (run?.started === undefined || partitions === undefined) return undefined
  const received = epoch?.received.size ?? 0
  return received >= partitions
    ? held
    : violated(
        `${partitions} partitions have sent their commit of epoch ${number} before; ${received} did`,
        epoch?.reported,
      )
}

const isBefore = (one: Place, other: Place) => one.file === other.file && one.line < other.line
